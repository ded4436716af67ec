/**
 * Why: the operator at the laptop needs two things, the public none. So the controls come when the
 * mouse moves and go after three seconds, and the keys F and D do the same.
 */
import { WORDS } from './words';

const SHOWN_MS = 3000;

export interface OverlayWorld {
  after(ms: number, callback: () => void): () => void;
  /** Lines for the debug panel. */
  report(): readonly string[];
}

export class Overlay {
  private readonly bar = document.createElement('div');
  private readonly panel = document.createElement('pre');
  private readonly text = document.createTextNode('');
  private cancelHide: () => void = () => undefined;

  constructor(
    private readonly page: Document,
    private readonly world: OverlayWorld,
  ) {
    this.bar.className = 'controls';
    this.panel.className = 'debug';
    this.panel.hidden = true;
    this.panel.append(this.text);
    this.bar.append(
      this.button(`${WORDS.fullScreen} (F)`, () => { this.toggleFullScreen(); }),
      this.button(`${WORDS.debug} (D)`, () => { this.toggleDebug(); }),
    );
    page.body.append(this.bar, this.panel);
    page.addEventListener('mousemove', () => { this.wake(); });
    page.addEventListener('keydown', (event) => { this.key(event); });
    // The picture must not be dragged off the wall by accident.
    page.addEventListener('dragstart', (event) => { event.preventDefault(); });
  }

  /** Called now and then by the loop; costs nothing while the panel is closed. */
  refresh(): void {
    if (!this.panel.hidden) this.text.data = this.world.report().join('\n');
  }

  private button(label: string, action: () => void): HTMLButtonElement {
    const button = this.page.createElement('button');
    button.type = 'button';
    button.append(this.page.createTextNode(label));
    button.addEventListener('click', action);
    return button;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'f') this.toggleFullScreen();
    else if (key === 'd') this.toggleDebug();
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
    this.refresh();
  }

  private toggleFullScreen(): void {
    // Telephones have none. A browser may refuse without a user's gesture; then nothing happens, which is right.
    if (!this.page.fullscreenEnabled) return;
    const refused = (): void => undefined;
    if (this.page.fullscreenElement !== null) void this.page.exitFullscreen().catch(refused);
    else void this.page.documentElement.requestFullscreen().catch(refused);
  }
}
