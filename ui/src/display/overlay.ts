/**
 * Why: the operator at the laptop needs a few things, the public none. So the controls come when the
 * mouse moves and go after three seconds, and the keys F and D do the same. They say which screen this is.
 */
import type { Sayings } from './sayings';

const SHOWN_MS = 3000;

export interface OverlayWorld {
  after(ms: number, callback: () => void): () => void;
  /** Lines for the debug panel. */
  report(): readonly string[];
  /** Number, name and code; empty when it is none. */
  screen(): string;
  /** Whether it is silent; and that it shall be, or shall not any more. */
  muted(): boolean;
  mute(): void;
  /** Who waits on this screen is dropped. */
  clearQueue(): void;
  /** Whether this window may become a new screen now; and that it shall. */
  mayRenew(): boolean;
  renew(): void;
}

export class Overlay {
  private readonly bar = document.createElement('div');
  private readonly panel = document.createElement('pre');
  private readonly text = document.createTextNode('');
  private readonly name = document.createElement('span');
  private readonly buttons: readonly { readonly button: HTMLButtonElement; readonly label: (words: Sayings) => string }[];
  private readonly renewal: HTMLButtonElement;
  private cancelHide: () => void = () => undefined;

  constructor(
    private readonly page: Document,
    private readonly world: OverlayWorld,
  ) {
    this.bar.className = 'controls';
    this.panel.className = 'debug';
    this.panel.hidden = true;
    this.panel.append(this.text);
    this.renewal = this.button(() => { world.renew(); });
    this.buttons = [
      { button: this.renewal, label: (words) => `${words.newScreen} (N)` },
      { button: this.button(() => { this.toggleFullScreen(); }), label: (words) => `${words.fullScreen} (F)` },
      { button: this.button(() => { this.toggleDebug(); }), label: (words) => `${words.debug} (D)` },
      { button: this.button(() => { world.mute(); }), label: (words) => `${world.muted() ? words.loud : words.mute} (M)` },
      { button: this.button(() => { world.clearQueue(); }), label: (words) => words.clearQueue },
      { button: this.button(() => { this.exit(); }), label: (words) => `${words.exit} (Esc)` },
    ];
    this.bar.append(this.name, ...this.buttons.map(({ button }) => button));
    page.body.append(this.bar, this.panel);
    page.addEventListener('mousemove', () => { this.wake(); });
    page.addEventListener('touchstart', () => { this.wake(); }, { passive: true });
    page.addEventListener('keydown', (event) => { this.key(event); });
    // The picture must not be dragged off the wall by accident.
    page.addEventListener('dragstart', (event) => { event.preventDefault(); });
  }

  /** Called now and then by the loop; writes what is new. */
  refresh(words: Sayings): void {
    for (const { button, label } of this.buttons) {
      const text = label(words);
      if (button.textContent !== text) button.textContent = text;
    }
    const name = this.world.screen();
    if (this.name.textContent !== name) this.name.textContent = name;
    this.renewal.hidden = !this.world.mayRenew();
    if (!this.panel.hidden) this.text.data = this.world.report().join('\n');
  }

  private button(action: () => void): HTMLButtonElement {
    const button = this.page.createElement('button');
    button.type = 'button';
    button.addEventListener('click', action);
    return button;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'f') this.toggleFullScreen();
    else if (key === 'd') this.toggleDebug();
    else if (key === 'm') this.world.mute();
    else if (key === 'escape') this.exit();
    else if (key === 'n' && this.world.mayRenew()) this.world.renew();
    else if (key === 'tab') this.wake();
  }

  private wake(): void {
    this.cancelHide();
    this.page.body.classList.add('attended');
    this.cancelHide = this.world.after(SHOWN_MS, () => {
      this.page.body.classList.remove('attended');
    });
  }

  private toggleDebug(): void {
    this.panel.hidden = !this.panel.hidden;
    if (!this.panel.hidden) this.text.data = this.world.report().join('\n');
  }

  /** Out of what is open: full screen, the debug panel, the controls. */
  private exit(): void {
    if (this.page.fullscreenElement !== null && this.page.fullscreenEnabled) this.toggleFullScreen();
    this.panel.hidden = true;
    this.cancelHide();
    this.page.body.classList.remove('attended');
  }

  private toggleFullScreen(): void {
    // Telephones have none. A browser may refuse without a user's gesture; then nothing happens, which is right.
    if (!this.page.fullscreenEnabled) return;
    const refused = (): void => undefined;
    if (this.page.fullscreenElement !== null) void this.page.exitFullscreen().catch(refused);
    else void this.page.documentElement.requestFullscreen().catch(refused);
  }
}
