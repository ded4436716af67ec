/**
 * Why a registry: a pointer action, its key, its button and its line in the palette are the same command, so whoever
 * cannot use a pointer can do all of it. Excalidraw's actions are the model.
 */
export interface BuilderCommand {
  /** Stable: `order.forward`. */
  readonly id: string;
  /** A key of the namespace `builder`. */
  readonly label: string;
  /** As in components/commands.ts: `mod+D`, `alt+shift+ArrowUp`; several keys may do the same. */
  readonly keys?: readonly string[];
  /** Whether it can be done now. */
  readonly can?: () => boolean;
  readonly run: () => void;
}

const registered = new Map<string, BuilderCommand>();

/** Until the returned function is called. */
export function register(command: BuilderCommand): () => void {
  registered.set(command.id, command);
  return () => { if (registered.get(command.id) === command) registered.delete(command.id); };
}

export function commandOf(id: string): BuilderCommand | undefined { return registered.get(id); }

export function builderCommands(): readonly BuilderCommand[] { return [...registered.values()]; }
