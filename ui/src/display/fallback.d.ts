/** Written by build/fallback.ts: the address of the style sheet with the faces of all other scripts. */
declare module 'virtual:fallback-faces' {
  const address: string;
  export default address;
}
