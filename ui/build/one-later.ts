/**
 * Why: what no first picture needs comes in one file. Apart, its pieces weigh more (each is packed by itself), and each
 * is another way to the hub and back.
 */
interface Module {
  readonly isEntry: boolean;
  readonly importers: readonly string[];
}

interface World {
  getModuleInfo(id: string): Module | null;
}

/** Whether a page has it in its hands before it runs: an entry leads to it without any `import()`. */
function comesFirst(id: string, world: World, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = world.getModuleInfo(id);
  return info !== null && (info.isEntry || info.importers.some((each) => comesFirst(each, world, seen)));
}

export const ONE_LATER = {
  name: (id: string, world: World): string | null => (comesFirst(id, world) ? null : 'later'),
  includeDependenciesRecursively: false,
};
