/**
 * Why: a display is fed by several timing sessions, each with its own chain of versions. Its place in the
 * stream says where it is in every one of them: `EPOCH:SESSION.VERSION,SESSION.VERSION`, and those of
 * another epoch after a `;`.
 */

interface Position {
  readonly epoch: string;
  readonly version: number;
}

export class Place {
  private readonly chains = new Map<string, Position>();

  /** Null: nothing of this session has come yet. */
  of(session: string): Position | null {
    return this.chains.get(session) ?? null;
  }

  set(session: string, epoch: string, version: number): void {
    this.chains.set(session, { epoch, version });
  }

  /** The next thing of it has to be a snapshot. */
  forget(session: string): void {
    this.chains.delete(session);
  }

  keep(sessions: readonly string[]): void {
    for (const session of [...this.chains.keys()]) if (!sessions.includes(session)) this.chains.delete(session);
  }

  /** Null before the first snapshot. */
  text(): string | null {
    const epochs = new Map<string, string[]>();
    for (const [session, { epoch, version }] of this.chains) {
      epochs.set(epoch, [...(epochs.get(epoch) ?? []), `${session}.${String(version)}`]);
    }
    const groups = [...epochs].map(([epoch, chains]) => `${epoch}:${chains.join(',')}`);
    return groups.length === 0 ? null : groups.join(';');
  }
}
