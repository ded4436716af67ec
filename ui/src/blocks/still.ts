/**
 * Why: a picture is shown only when it is decoded, so that no row of pixels is seen coming and no frame is late; and what is no longer
 * true is gone at once, whatever the network does with the next one.
 */
import { still } from './animate';
import { layer } from './look';

export class Still {
  readonly element: HTMLImageElement;
  /** What it was told to show; null: nothing. */
  wanted: string | null = null;
  /** It can be seen. */
  ready = false;

  constructor(host: HTMLElement) {
    this.element = layer(host, 'img') as HTMLImageElement;
    this.element.style.opacity = '0';
    this.element.draggable = false;
    this.element.alt = '';
  }

  /** `then`: it is decoded, and still wanted. `failed`: it is no picture. */
  load(address: string | null, then: () => void, failed: () => void = () => undefined): void {
    if (address === this.wanted) return;
    this.wanted = address;
    this.ready = false;
    this.element.style.opacity = '0';
    if (address === null) {
      this.element.removeAttribute('src');
      return;
    }
    this.element.src = address;
    const current = (step: () => void) => (): void => { if (this.wanted === address) step(); };
    const done = current(() => { this.ready = true; then(); });
    if (typeof this.element.decode === 'function') this.element.decode().then(done, current(failed));
    else done();
  }

  /** Nobody waits for it any more. */
  destroy(): void {
    this.wanted = null;
    still(this.element);
    this.element.removeAttribute('src');
    this.element.remove();
  }
}
