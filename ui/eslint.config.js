/**
 * Why a boundary here: the display stays small and alive for days because stage, stream, director
 * and page know no framework and each only what lies below it. A rule that explains itself keeps it so.
 *
 *   display -> director, stage, api        director, stage, api -> only themselves
 */
import tseslint from 'typescript-eslint';

const frameworks = ['react', 'react-dom', 'react/*', 'react-dom/*', 'preact', 'preact/*', '@mantine/*'];

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

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { ecmaVersion: 2022 } },
    rules: {
      'eqeqeq': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'complexity': ['error', 12],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-properties': ['error',
        { property: 'innerHTML', message: 'Names reach the page by Text.data only.' },
        { property: 'outerHTML', message: 'Names reach the page by Text.data only.' },
        { property: 'insertAdjacentHTML', message: 'Names reach the page by Text.data only.' }],
      'no-restricted-syntax': ['error', {
        selector: "Property[key.name='fill'] > Literal[value='forwards']",
        message: "Never fill:'forwards': it keeps animations for ever. Set the final style and animate from.",
      }],
    },
  },
  layer('api', ['stage', 'director', 'display', 'sw']),
  layer('stage', ['api', 'director', 'display', 'sw']),
  layer('director', ['api', 'stage', 'display', 'sw']),
  layer('sw', ['api', 'stage', 'director', 'display']),
  layer('display', ['sw']),
  { files: ['**/*.test.ts'], rules: { 'max-lines': 'off' } },
  { files: ['dev/**', 'scripts/**'], rules: { 'no-console': 'off' } },
);
