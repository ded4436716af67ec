/** Bib or name, with a letter wrong too: the answer opens what is known of the runner. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerFound } from '../../../api/generated';
import classes from '../announcer.module.css';
import { searchQuery } from '../requests';
import { calledOf, townOf } from '../words';

interface Props { readonly partner: string; readonly eventId: number; readonly onOpen: (found: AnnouncerFound) => void }

export function Finder({ partner, eventId, onOpen }: Props) {
  const { t } = useTranslation('announcer');
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => { setAsked(words.trim()); setAt(0); }, 120);
    return () => { clearTimeout(timer); };
  }, [words]);
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', find);
    return () => { document.removeEventListener('keydown', find); };
  }, []);
  const found = useQuery(searchQuery(partner, eventId, asked));
  const hits = asked === '' ? [] : found.data?.people ?? [];
  const open = (one: AnnouncerFound | undefined): void => {
    if (one === undefined) return;
    setWords('');
    setAsked('');
    input.current?.blur();
    onOpen(one);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt((before) => Math.min(before + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt((before) => Math.max(before - 1, 0));
    else if (event.key === 'Enter') open(hits[at]);
    else if (event.key === 'Escape') { setWords(''); input.current?.blur(); } else return;
    event.preventDefault();
  };
  return (
    <div className={classes.finder}>
      <input
        ref={input} className={classes.search} type="search" value={words} placeholder={t('search.placeholder')} aria-label={t('search.label')} autoComplete="off" spellCheck={false} enterKeyHint="search" maxLength={100}
        role="combobox" aria-expanded={hits.length > 0} aria-controls="announcer-hits" onChange={(event) => { setWords(event.currentTarget.value); }} onKeyDown={onKeyDown}
      />
      {asked !== '' && found.isSuccess && (
        <ul id="announcer-hits" className={classes.hits} role="listbox" aria-label={t('search.label')}>
          {hits.length === 0 && <li className={classes.empty}>{t('search.none', { words: asked })}</li>}
          {hits.map((one, number) => (
            <li key={one.runner.participant_id} role="presentation">
              <button type="button" role="option" aria-selected={number === at} className={classes.hit} onClick={() => { open(one); }}>
                <span className={classes.bib}>{one.runner.bib ?? '–'}</span><b>{calledOf(one.runner, t)}</b><span>{t(`status.${one.status as 'finished'}`)}</span>
                <span /><span className={classes.lesser}>{[townOf(one.runner), one.runner.race].filter((part) => part !== '').join(' · ')}</span><span />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
