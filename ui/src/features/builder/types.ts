/** The document's types under one roof, so that the builder has one place to change when they move. */
export type { Block, Fill, Page, Size, TemplateDocument } from '../../document/schema';
export type { Conflict, Op } from '../../document/ops';
export type { Values } from '../../binding/values';
