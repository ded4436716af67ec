import { expect, test } from 'vitest';
import { browserOf } from './browserOf';
import { slugOf } from './slug';

test.each([
  ['Zürich Läuft!', 'zurich-lauft'], ['  Harbour & Sons  ', 'harbour-sons'], ['Straßenlauf', 'strassenlauf'], ['東京', ''], ['x'.repeat(80), 'x'.repeat(63)],
])('%s is %s in an address', (name, slug) => { expect(slugOf(name)).toBe(slug); });

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36 Edg/156.0', 'Edge, Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36', 'Chromium, Android'],
  ['curl/8.0', null],
])('%s is called %s', (agent, name) => { expect(browserOf(agent)).toBe(name); });
