/** What is seen of a template of the original when it is drawn: boxes and computed styles, as the browser says them. */
export interface Look {
  readonly family: string;
  readonly size: number;
  readonly weight: string;
  readonly italic: boolean;
  readonly color: string;
  readonly align: string;
  readonly lineHeight: string;
  readonly spacing: string;
  readonly shadow: string;
  readonly transform: string;
  /** Of how many lines its text is. */
  readonly lines: number;
  /** Whether its words stand in the middle of its height. */
  readonly middle: boolean;
  readonly background: string;
  /** `none`, a gradient, or the address of a picture after `picture:`. */
  readonly image: string;
  readonly imageSize: string;
  readonly imageRepeat: string;
  readonly border: readonly [width: string, style: string, color: string];
  readonly radius: string;
  readonly opacity: number;
  readonly objectFit: string;
}

/** A word, or a place for a value with the words that stood in it. */
export type Bit = string | { readonly placeholder: string; readonly text: string };

export interface Seen {
  readonly classes: string;
  readonly placeholder: string | null;
  readonly messages: string | null;
  readonly motion: { readonly name: string; readonly ms: string; readonly delay: string } | null;
  readonly bits: readonly Bit[];
  /** Where a picture came from; null: it is none. */
  readonly picture: string | null;
  readonly box: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly rot: number;
  /** As wide as its words. */
  readonly grows: boolean;
  readonly z: number;
  readonly look: Look;
}

export interface SeenState {
  readonly role: 'solo' | 'rest';
  readonly background: Pick<Look, 'background' | 'image' | 'imageSize' | 'imageRepeat'>;
  readonly things: readonly Seen[];
  /** Scripts, frames, forms: what is not taken over. */
  readonly dropped: number;
}
