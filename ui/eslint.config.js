/**
 * Why a boundary here: the display stays small and alive for days because stage, stream, director
 * and page know no framework and each only what lies below it. A rule that explains itself keeps it so.
 *
 *   display -> director, stage, api        stage -> blocks -> binding -> document        director, api, document -> only themselves
 *
 * The app is React: app -> features -> components -> api. Features do not know each other, so that one can be
 * read, changed and removed by itself; of app/ they know only what they hang below.
 */
import tseslint from 'typescript-eslint';

const frameworks = ['react', 'react-dom', 'react/*', 'react-dom/*', 'preact', 'preact/*', '@mantine/*', '@tanstack/*', 'i18next', 'react-i18next'];
const features = ['accounts', 'announcer', 'audit', 'builder', 'course', 'dashboard', 'displays', 'events', 'hub', 'keys', 'people', 'roster', 'screens', 'selection', 'settings', 'templates', 'webhooks', 'worklist'];
/** They draw with the display's own code, so that what is drawn is what is shown. */
const drawing = ['builder', 'templates'];
const app = ['app', 'components', 'features'];

/** One layer: which neighbouring folders it must not import. */
function layer(folder, forbidden) {
  return {
    files: [`src/${folder}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          { group: frameworks, message: 'The display is framework-free (frontend.md 3).' },
          ...(forbidden.length === 0 ? [] : [{
            group: forbidden.flatMap((name) => [`**/${name}/*`, `**/${name}`]),
            message: `${folder} may not know ${forbidden.join(', ')}: imports point downwards only.`,
          }]),
        ],
      }],
    },
  };
}

/** A feature: what it must not import. */
function feature(name) {
  return {
    files: [`src/features/${name}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          { group: features.filter((other) => other !== name).flatMap((other) => [`**/${other}/*`, `../${other}`]), message: 'Features do not import each other; what two of them need belongs to components/ or api/.' },
          { regex: '/app/(?!parents$|return$|languages$|i18n$)', message: 'Of app/ a feature knows parents, return, languages and i18n.' },
          drawing.includes(name)
            ? { group: ['**/display/*', '!**/display/drawing', '!**/display/play'], message: 'Drawing is shared with the display (stage, blocks, binding, director, which page when), its page is not.' }
            : { group: ['**/display/*', '**/stage/*', '**/director/*', '**/blocks/*'], message: 'The display is a page of its own.' },
        ],
      }],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/api/generated/**', 'src/document/schema.ts'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { ecmaVersion: 2022 } },
    rules: {
      'eqeqeq': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'complexity': ['error', 12],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-restricted-properties': ['error',
        { property: 'innerHTML', message: 'Names reach the page by Text.data only.' },
        { property: 'outerHTML', message: 'Names reach the page by Text.data only.' },
        { property: 'insertAdjacentHTML', message: 'Names reach the page by Text.data only.' }],
      'no-restricted-syntax': ['error', {
        selector: "Property[key.name='fill'] > Literal[value='forwards']",
        message: "Never fill:'forwards': it keeps animations for ever. Set the final style and animate from.",
      }, {
        selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
        message: 'Text reaches a page as text; a picture that the hub drew is an <img> with a data: address.',
      }],
    },
  },
  layer('api', ['stage', 'director', 'display', 'sw', ...app]),
  layer('stage', ['api', 'director', 'display', 'sw', ...app]),
  layer('blocks', ['api', 'director', 'display', 'stage', 'sw', ...app]),
  layer('director', ['api', 'stage', 'display', 'sw', ...app]),
  layer('document', ['api', 'stage', 'director', 'display', 'sw', 'binding', 'blocks', ...app]),
  layer('binding', ['api', 'stage', 'director', 'display', 'sw', 'blocks', ...app]),
  layer('sw', ['api', 'stage', 'director', 'display', ...app]),
  layer('display', ['sw', ...app]),
  ...features.map(feature),
  {
    files: ['src/components/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['**/features/*', '**/features/*/**', '**/app/*', '**/app/**'], message: 'components/ is below features and app.' }] }] },
  },
  {
    // What is wrong for a page of markup is right here: a component is long because its markup is.
    files: ['**/*.tsx'],
    rules: { 'complexity': ['error', 20], '@typescript-eslint/no-invalid-void-type': 'off' },
  },
  { files: ['src/api/client.ts'], rules: { '@typescript-eslint/no-invalid-void-type': 'off' } },
  { files: ['**/*.test.ts', '**/*.test.tsx'], rules: { 'max-lines': 'off' } },
  { files: ['dev/**', 'scripts/**'], rules: { 'no-console': 'off' } },
);
