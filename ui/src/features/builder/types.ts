/** The document's types under one roof, so that the builder has one place to change when they move. */
export interface Size { readonly w: number; readonly h: number }
export interface Bind { readonly get: string; readonly fmt?: unknown; readonly else?: string; readonly before?: string; readonly after?: string }
export type Part = string | Bind;
export interface Fill { readonly color?: string; readonly gradient?: string; readonly asset?: string; readonly fit?: string }
export interface Page { readonly role: 'solo' | 'group' | 'compact' | 'rest' | 'message' | 'offline'; readonly name?: string; readonly bg?: Fill }
export interface Block {
  readonly type: string; readonly page: string; readonly parent?: string; readonly name?: string; readonly z: string;
  readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly rot?: number;
  readonly hidden?: boolean; readonly locked?: boolean; readonly text?: readonly Part[]; readonly fill?: Fill;
}
export interface TemplateDocument {
  readonly v: 1; readonly name: string; readonly size: Size; readonly locale?: string; readonly safe?: number;
  readonly pages: Readonly<Record<string, Page>>; readonly blocks: Readonly<Record<string, Block>>;
}
export interface Op { readonly path: readonly string[]; readonly old: unknown; readonly val: unknown }
export interface Conflict { readonly path: readonly string[]; readonly old: unknown; readonly val: unknown; readonly now: unknown; readonly by: { readonly id: number; readonly name: string } | null; readonly at: number | null }
