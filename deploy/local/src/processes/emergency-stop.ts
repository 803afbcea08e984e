/** What must be killed at once when this process has no time left to stop it in order. */
export class EmergencyStop {
  private readonly kills = new Set<() => void>();

  /** @returns a function that takes it off the list again, for when it has ended by itself */
  add(kill: () => void): () => void {
    this.kills.add(kill);
    return () => {
      this.kills.delete(kill);
    };
  }

  /** Kills everything on the list. Synchronous, so that it can run while this process exits. */
  killAll(): void {
    for (const kill of this.kills) kill();
    this.kills.clear();
  }
}
