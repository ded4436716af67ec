/** A menu that was asked for before it was there: its button takes the focus again, then it opens. */
import { useEffect, useRef, useState } from 'react';

export function useOpened() {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setOpened(true);
  }, []);
  return { button, opened, setOpened };
}
