/** The builder's keys, its clipboard, and its lines in the palette and the list of keys, while it is open. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../components/commands';
import { ACTIONS } from './engine/actions';
import { builderCommands, register, type BuilderCommand } from './engine/commands';
import { listenToClipboard } from './engine/clipboard';
import { pressed, typing } from './engine/keys';
import { useBuilder } from './store';

/** The clipboard's own events do these, so that they also work where the clipboard asks for permission. */
const BY_EVENT = new Set(['copy', 'cut', 'paste']);
/** Too many alike for a palette; the list of keys has them. */
const TOLD_ONLY = /^(move|resize|select\.(next|previous|in|out))/;

export function useBuilderKeys(): void {
  const { t } = useTranslation('builder');
  useEffect(() => {
    const gone = ACTIONS.map(register);
    const deaf = listenToClipboard();
    const press = (event: KeyboardEvent): void => {
      const command = commandFor(event);
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
    addEventListener('keydown', press, true);
    return () => { removeEventListener('keydown', press, true); deaf(); gone.forEach((forget) => { forget(); }); };
  }, []);
  useCommands(ACTIONS.map(({ id, label, keys, run }) => ({
    id: `builder.${id}`, label: t(label), group: t('title'), run, ...(keys?.[0] === undefined ? {} : { hint: keys[0] }), ...(TOLD_ONLY.test(id) ? { listed: false } : {}),
  })));
}

function commandFor(event: KeyboardEvent): BuilderCommand | undefined {
  if (event.defaultPrevented || typing(event.target) || document.querySelector('[role=dialog]') !== null) return undefined;
  const mod = event.ctrlKey || event.metaKey;
  // Without Ctrl a key belongs to whoever has the focus: arrows move a block only on the canvas.
  if (!mod && !onCanvas(event.target)) return undefined;
  if (useBuilder.getState().mode === 'text') return undefined;
  return builderCommands().find(({ id, keys = [], can }) => !BY_EVENT.has(id) && keys.some((key) => pressed(key, event)) && can?.() !== false);
}

function onCanvas(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-canvas]') !== null;
}
