/** Why: the one place that says which types of the document everything here is written against. */
export interface Size { readonly w: number; readonly h: number }
export interface Fill { readonly color?: string; readonly gradient?: string; readonly asset?: string; readonly fit?: 'cover' | 'contain' | 'stretch' | 'tile' }
export type Role = 'solo' | 'group' | 'compact' | 'rest' | 'message' | 'offline';
export interface Page { readonly role: Role; readonly name?: string; readonly bg?: Fill; readonly seconds?: number; readonly [more: string]: unknown }
export interface Block {
  readonly type: string; readonly page: string; readonly parent?: string; readonly name?: string; readonly z: string;
  readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly rot?: number;
  readonly hidden?: boolean; readonly locked?: boolean; readonly fill?: Fill; readonly [more: string]: unknown;
}
export interface TemplateDocument {
  readonly v: 1; readonly name: string; readonly size: Size; readonly locale?: string; readonly safe?: number;
  readonly theme?: Readonly<Record<string, string>>; readonly fonts?: Readonly<Record<string, unknown>>; readonly assets?: Readonly<Record<string, unknown>>;
  readonly pages: Readonly<Record<string, Page>>; readonly blocks: Readonly<Record<string, Block>>; readonly play?: Readonly<Record<string, unknown>>;
}
