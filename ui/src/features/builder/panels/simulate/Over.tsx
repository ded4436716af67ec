/** Over the canvas while a simulation runs: the whole screen, as it would stand on the wall. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '../../../../api/client';
import { sceneFor } from '../../engine/context';
import { useBuilder } from '../../store';
import { scriptOf } from './script';
import { Showing } from './showing';
import { useSimulated } from './store';
import classes from './simulate.module.css';

export function Over() {
  const { t } = useTranslation('trial');
  const { kind, people, run, playing } = useSimulated();
  const doc = useBuilder((state) => state.doc);
  const host = useRef<HTMLDivElement>(null);
  const showing = useRef<Showing | null>(null);

  useEffect(() => {
    if (host.current === null || kind === null) return undefined;
    const made = new Showing(
      host.current, useBuilder.getState().doc, scriptOf(kind, people),
      (now) => sceneFor(() => useBuilder.getState().doc, (sha256) => address(`/api/assets/files/${sha256}`), now, false),
      (figures) => { useSimulated.setState({ figures }); },
    );
    showing.current = made;
    return () => { showing.current = null; made.destroy(); };
  }, [kind, people, run]);
  useEffect(() => { showing.current?.follow(doc); }, [doc]);
  useEffect(() => { showing.current?.go(playing); }, [playing, run, kind, people]);
  useEffect(() => {
    const element = host.current;
    const room = element?.parentElement;
    if (element === null || room === null || room === undefined) return undefined;
    const fit = (): void => {
      const { w, h } = doc.size;
      const scale = Math.min((room.clientWidth - 32) / w, (room.clientHeight - 32) / h);
      element.style.width = `${w}px`;
      element.style.height = `${h}px`;
      element.style.transform = `translate(${(room.clientWidth - w * scale) / 2}px, ${(room.clientHeight - h * scale) / 2}px) scale(${scale})`;
    };
    const sized = new ResizeObserver(fit);
    sized.observe(room);
    fit();
    return () => { sized.disconnect(); };
  }, [doc.size]);

  return <div className={classes.over} role="img" aria-label={t('simulate.stage')}><div ref={host} className={classes.stage} /></div>;
}
