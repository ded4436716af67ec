/** Along the upper and the left edge of the canvas; out of them guides are pulled. For the pointer: the keyboard has commands. */
import { useEffect, useRef } from 'react';
import { Rulers } from './engine/rulers';
import classes from './Canvas.module.css';

export function RulerStrips() {
  const across = useRef<HTMLCanvasElement>(null);
  const down = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (across.current === null || down.current === null) return undefined;
    const rulers = new Rulers({ x: across.current, y: down.current });
    return () => { rulers.destroy(); };
  }, []);
  return (
    <>
      <div className={classes.corner} aria-hidden />
      <canvas ref={across} className={classes.ruler} data-ruler="x" aria-hidden />
      <canvas ref={down} className={classes.ruler} data-ruler="y" aria-hidden />
    </>
  );
}
