/** Why: whoever walks away leaves nothing on the screen for the next one. */

const IDLE_MS = 30_000;
const WARNED_MS = 10_000;
const TOUCHED = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** Counts seconds without a touch; `tick` gets those that are left once they are few, and null while they are many. */
export class Idle {
  private touched = performance.now();

  constructor(private readonly tick: (seconds: number | null) => void, private readonly over: () => void) {
    for (const name of TOUCHED) document.addEventListener(name, this.touch, { capture: true, passive: true });
    // Inside of the frame of a file to print nobody hears a touch; when it has the focus somebody is there.
    window.setInterval(() => { this.look(); }, 500);
  }

  readonly touch = (): void => {
    this.touched = performance.now();
    this.tick(null);
  };

  private look(): void {
    const left = IDLE_MS - (performance.now() - this.touched);
    if (left <= 0) {
      this.touch();
      this.over();
    } else {
      this.tick(left <= WARNED_MS ? Math.ceil(left / 1000) : null);
    }
  }
}
