/** Why: results for everybody, on any telephone and inside other websites; what is looked at stands in the address, so that it can be sent on. */
import { Follow } from './follow';
import { type Choice, Page } from './page';
import type { Asked, Key } from './table';
import { HEADINGS } from './shown';
import { language } from './words';

const told = new URLSearchParams(location.search);
const slug = /^\/results\/([^/]+)/.exec(location.pathname)?.[1] ?? '';

function asked(): Asked {
  const by = told.get('sort') ?? '';
  return {
    text: told.get('q') ?? '', sex: told.get('sex') ?? '', division: told.get('division') ?? '',
    by: by in HEADINGS ? by as Key : 'place', down: told.get('down') === '1',
  };
}

function remember({ race, asked: { text, sex, division, by, down } }: Choice): void {
  const next = new URLSearchParams();
  const put = (key: string, value: string): void => { if (value !== '') next.set(key, value); };
  put('embed', told.get('embed') ?? '');
  put('race', String(race));
  put('q', text);
  put('sex', sex);
  put('division', division);
  put('sort', by === 'place' && !down ? '' : by);
  put('down', down ? '1' : '');
  history.replaceState(null, '', `?${next.toString()}`);
}

document.documentElement.lang = language;
if (told.get('embed') === '1') document.documentElement.classList.add('embedded');
const wanted = Number(told.get('race'));
const page = new Page(document.body, asked(), (race) => { follow.choose(race); }, remember);
const follow = new Follow(slug, page, Number.isInteger(wanted) && wanted > 0 ? wanted : null);
void follow.look();
