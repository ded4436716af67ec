/** Why: most names are written with the letters that every display has. What finds and fetches others comes after the first picture. */
import type { Faces } from './faces';

const USUAL = /^[\0-\xff–—‘’“”…]*$/;

export class Foreign {
  private faces: Promise<Faces> | null = null;

  constructor(private readonly arrived: () => void) {}

  need(texts: readonly (string | null)[]): void {
    if (texts.every((text) => text === null || USUAL.test(text))) return;
    this.faces = this.faces ?? import('./after').then(({ facesOf }) => facesOf(this.arrived));
    // Without a hub and a cache the next name asks again.
    this.faces.then((faces) => { faces.need(texts); }, () => { this.faces = null; });
  }
}
