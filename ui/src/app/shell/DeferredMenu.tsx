/**
 * Why: what a menu needs to stand in the right place is a fifth of the first page's script, and most visits open none.
 * The button is there at once; the menu comes when it is pointed at, and opens when it has come.
 */
import { cloneElement, Suspense, useState, type ComponentType, type LazyExoticComponent, type ReactElement } from 'react';

export type Target = ReactElement<{ readonly onClick?: () => void; readonly onPointerEnter?: () => void; readonly onFocus?: () => void; readonly 'aria-haspopup'?: 'menu'; readonly 'aria-expanded'?: boolean; readonly ref?: unknown }>;

interface Props<Own> {
  readonly target: Target;
  readonly load: () => Promise<unknown>;
  readonly menu: LazyExoticComponent<ComponentType<Own & { readonly target: Target }>>;
  readonly own: Own;
}

export function DeferredMenu<Own extends object>({ target, load, menu: Menu, own }: Props<Own>) {
  const [wanted, setWanted] = useState(false);
  const ahead = (): void => { void load(); };
  const button = cloneElement(target, { 'aria-haspopup': 'menu', 'aria-expanded': false, onClick: () => { setWanted(true); }, onPointerEnter: ahead, onFocus: ahead });
  if (!wanted) return button;
  return <Suspense fallback={button}><Menu {...own} target={target} /></Suspense>;
}
