/** The palette, the list of keys and the question of `ask`; and the keys themselves. */
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import type { Me, Membership } from '../../api/me';
import { allCommands } from '../../components/commands';
import { onQuestion, openQuestion } from '../../components/confirm';
import { onProof, proofWanted } from '../../components/proof';
import { onDialog, openDialog, openHints, openPalette, show, typeAhead } from './dialogs';
import { pressed } from './keys';

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }));
const Hints = lazy(async () => ({ default: (await import('./Hints')).Hints }));
const Confirm = lazy(async () => ({ default: (await import('../../components/Confirm')).Confirm }));
const ProofDialog = lazy(async () => ({ default: (await import('../../features/accounts/ProofDialog')).ProofDialog }));

interface Props {
  readonly me: Me;
  readonly membership: Membership | undefined;
}

export function Dialogs({ me, membership }: Props) {
  const dialog = useSyncExternalStore(onDialog, openDialog);
  const proof = useSyncExternalStore(onProof, proofWanted);
  const question = useSyncExternalStore(onQuestion, openQuestion);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => { press(event); };
    addEventListener('keydown', listen);
    return () => { removeEventListener('keydown', listen); };
  }, []);
  const close = (): void => { show(null); };
  return (
    <>
      {/* While its code is on its way as well: nothing behind it may be set off. */}
      {dialog !== null && <div role="dialog" hidden />}
      <Suspense fallback={null}>
        {dialog === 'palette' && <Palette me={me} membership={membership} close={close} />}
        {dialog === 'hints' && <Hints close={close} />}
        {proof !== null && <ProofDialog me={me} answer={proof} />}
        {question !== null && <Confirm question={question} />}
      </Suspense>
    </>
  );
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat) return;
  if (openDialog() === 'palette' && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !(event.target instanceof HTMLInputElement)) {
    event.preventDefault();
    typeAhead(event.key);
    return;
  }
  const run = commandFor(event);
  if (run === undefined) return;
  event.preventDefault();
  run();
}

function commandFor(event: KeyboardEvent): (() => void) | undefined {
  if (pressed('mod+k', event)) return openPalette;
  // A dialog has its own keys; nothing behind it may be set off.
  if (document.querySelector('[role=dialog]') !== null) return undefined;
  if (pressed('?', event)) return openHints;
  return allCommands().find(({ keys }) => keys !== undefined && pressed(keys, event))?.run;
}
