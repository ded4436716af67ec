/**
 * Why: letters that come late change the size of every text. The faces of the design, those for the scripts that they lack,
 * and the template's own are asked for here as on a display, and texts are measured again when they have come.
 */
import '@fontsource-variable/sofia-sans-condensed/wght.css';
import '@fontsource-variable/sofia-sans-extra-condensed/wght.css';
import fallback from 'virtual:fallback-faces';
import { forgetMeasured } from '../../../binding/fit';
import type { TemplateDocument } from '../types';

export class Lettering {
  private readonly own = new Map<string, FontFace>();

  constructor(private readonly fileOf: (sha256: string) => string, private readonly arrived: () => void) {
    if (document.querySelector(`link[href=${JSON.stringify(fallback)}]`) === null) {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = fallback;
      document.head.append(link);
    }
    document.fonts.addEventListener('loadingdone', this.again);
  }

  /** The document's own faces, each once. */
  ask({ fonts, assets }: TemplateDocument): void {
    for (const { family, src, weight } of Object.values(fonts ?? {})) {
      for (const id of src ?? []) {
        const sha256 = assets?.[id]?.sha256;
        const key = `${family} ${sha256 ?? ''}`;
        if (sha256 === undefined || this.own.has(key)) continue;
        const face = new FontFace(family, `url("${this.fileOf(sha256)}")`, { weight: weight ?? '100 900' });
        this.own.set(key, face);
        document.fonts.add(face);
        // What cannot be had is drawn with the next family of the list; the template's check says so.
        face.load().catch(() => undefined);
      }
    }
  }

  destroy(): void {
    document.fonts.removeEventListener('loadingdone', this.again);
    for (const face of this.own.values()) document.fonts.delete(face);
  }

  private readonly again = (): void => { forgetMeasured(); this.arrived(); };
}
