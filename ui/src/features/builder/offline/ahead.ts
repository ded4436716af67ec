/** Why: the page's scripts and its template are both waited for, so the template is asked for while the scripts still come. */
import { api } from '../../../api/client';
import type { TemplateDocument } from '../../../document/schema';

export interface Head { readonly version: number; readonly document: TemplateDocument }

/** What was asked for longer ago may be another version by now. */
const GOOD_MS = 5_000;
const asked = new Map<number, { readonly at: number; readonly answer: Promise<Head> }>();

export function askAhead(template: number): void {
  const answer = api.get<Head>(`/api/templates/${template}`);
  // Whoever takes it hears of the failure; nobody may.
  answer.catch(() => undefined);
  asked.set(template, { at: Date.now(), answer });
}

/** What was asked for ahead, once; else it is asked for now. */
export function headOf(template: number): Promise<Head> {
  const ahead = asked.get(template);
  asked.delete(template);
  return ahead !== undefined && Date.now() - ahead.at < GOOD_MS ? ahead.answer : api.get<Head>(`/api/templates/${template}`);
}
