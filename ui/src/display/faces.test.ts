// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { Faces, lettersFor } from './faces';

test.each(['Łukasz Żółkiewski', 'Şule Yıldız', 'Ąžuolas Žvirblis', 'Γιώργος Θαλασσινός', 'Перебийніс', 'Ștefan Țărmure',
  'Siobhán O’Neill', '’t Hart', 'Þórunn Jónsdóttir', '10K · 5 km'])(
  '%s needs no other face', (name) => { expect(lettersFor(name)).toBe(''); },
);

test.each(['Nguyễn Thị', 'Adéyẹmí', 'Kaʻiulani', 'Nguye\u0302\u0303n'])(
  '%s is set in one hand, so all its letters are fetched', (name) => { expect(lettersFor(name)).toBe(name); },
);

test.each([['青木 Anna', '青木'], ['محمد', 'محمد'], ['עדי', 'עדי'], ['สมชาย', 'สมชาย'], ['서연', '서연'], ['महेश', 'महेश'], ['𠮷田', '𠮷田']])(
  'of %s only the letters that we lack are fetched', (name, letters) => { expect(lettersFor(name)).toBe(letters); },
);

/** A page whose style sheet comes, or not, when it is told to. */
function page(): { readonly asked: string[]; readonly page: Document; readonly tell: (event: 'load' | 'error') => Promise<void> } {
  const asked: string[] = [];
  document.head.textContent = '';
  Object.defineProperty(document, 'fonts', {
    configurable: true, value: { load: (_face: string, text: string) => { asked.push(text); return Promise.resolve([]); } },
  });
  const tell = async (event: 'load' | 'error'): Promise<void> => {
    document.querySelector('link')?.dispatchEvent(new Event(event));
    await new Promise((resolve) => { setTimeout(resolve); });
  };
  return { asked, page: document, tell };
}

test('a letter is fetched once, and what was drawn without it is measured again', async () => {
  const { asked, page: wall, tell } = page();
  let arrived = 0;
  const faces = new Faces(wall, '/faces.css', () => { arrived += 1; });
  faces.need(['Ana', null]);
  expect(document.querySelector('link')).toBeNull();
  faces.need(['青木', 'Ana']);
  await tell('load');
  expect([...new Set(asked)]).toEqual(['青木']);
  expect(arrived).toBe(1);
  faces.need(['青', '木']);
  expect(new Set(asked).size).toBe(1);
});

test('faces that did not come are asked for with the next name', async () => {
  const { asked, page: wall, tell } = page();
  const faces = new Faces(wall, '/faces.css', () => undefined);
  faces.need(['青木']);
  await tell('error');
  expect(document.querySelector('link')).toBeNull();
  faces.need(['青']);
  await tell('load');
  expect([...new Set(asked)]).toEqual(['青']);
});
