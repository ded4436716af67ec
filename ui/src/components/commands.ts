/**
 * Why: what a page can do is found in one place (Ctrl+K) and listed with its keys (?). A feature registers its actions
 * while its page is open; the shell's own (pages, events, language) are always there.
 */
import { useEffect, useRef } from 'react';

export interface Command {
  /** Stable: `roster.swap-bib`. */
  readonly id: string;
  /** A verb and its object, translated. */
  readonly label: string;
  readonly description?: string;
  /** Heading under which the palette lists it. */
  readonly group?: string;
  /** Other words people look for. */
  readonly keywords?: readonly string[];
  /** As `mod+shift+B` or `N`; pressed outside of a text field it runs at once. */
  readonly keys?: string;
  /** Keys that the page itself listens for, because they belong to a part of it: told in the list of keys, not run by it. */
  readonly hint?: string;
  /** False: in the list of keys only. */
  readonly listed?: boolean;
  readonly run: () => void;
}

const registered = new Map<object, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function become(): void {
  all = [...registered.values()].flat();
  for (const tell of listeners) tell();
}

/** Until the returned function is called. */
export function register(commands: readonly Command[]): () => void {
  const owner = {};
  registered.set(owner, commands);
  become();
  return () => { registered.delete(owner); become(); };
}

export function allCommands(): readonly Command[] { return all; }

export function onCommands(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

/** A page's actions, for as long as it is open. They may close over its state: the newest ones run. */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands);
  useEffect(() => { newest.current = commands; });
  const shape = JSON.stringify(commands.map(({ run, ...text }) => text));
  useEffect(() => {
    const texts = JSON.parse(shape) as readonly Omit<Command, 'run'>[]; // written by the line above
    return register(texts.map((text) => ({
      ...text,
      run: () => { newest.current.find(({ id }) => id === text.id)?.run(); },
    })));
  }, [shape]);
}
