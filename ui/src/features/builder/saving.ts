/**
 * What is drawn goes to the hub by itself: as the properties that differ from what the hub has, one batch at a time. An answer
 * with somebody else's changes becomes the document, with what is still to be sent on top.
 */
import { api, ApiProblem } from '../../api/client';
import { diff } from '../../document/diff';
import type { Conflict, Op } from '../../document/ops';
import { rebase } from '../../document/rebase';
import { useBuilder } from './store';
import type { TemplateDocument } from './types';

interface Answer { readonly version: number; readonly applied: number; readonly conflicts: readonly Conflict[]; readonly document: TemplateDocument | null }

const PAUSE_MS = 600;
const AGAIN_MS = 4_000;
/** The hub takes so many at once. */
const MOST = 500;

/** Until the returned function is called; what is left is sent then. */
export function startSaving(): () => void {
  const { template } = useBuilder.getState();
  let head = useBuilder.getState().doc;
  let waiting = 0;
  let sending = false;
  let batch = newBatch();

  const later = (ms: number): void => { window.clearTimeout(waiting); waiting = window.setTimeout(() => { void send(); }, ms); };
  const send = async (): Promise<void> => {
    if (sending) return;
    const { doc, version, saving } = useBuilder.getState();
    const ops: Op[] = diff(head, doc).slice(0, MOST);
    if (ops.length === 0) { saving('saved'); return; }
    sending = true;
    saving('sending');
    try {
      took(doc, await api.post<Answer>(`/api/templates/${template}/ops`, { batch, base: version, ops }));
      batch = newBatch();
      later(0);
    } catch (problem) {
      // The same batch is sent again: the hub knows it when it had arrived.
      saving(problem instanceof ApiProblem && problem.status > 0 && problem.status < 500 ? 'failed' : 'offline');
      later(AGAIN_MS);
    } finally { sending = false; }
  };
  const took = (sent: TemplateDocument, answer: Answer): void => {
    const { doc, rebased } = useBuilder.getState();
    const since = diff(sent, doc);
    head = answer.document ?? sent;
    rebased(answer.version, since.length === 0 ? head : rebase(since, head).doc, answer.conflicts);
  };
  const unfollow = useBuilder.subscribe((state, before) => {
    if (state.doc === before.doc || state.template !== template || diffless(head, state.doc)) return;
    if (!sending) { state.saving('waiting'); later(PAUSE_MS); }
  });
  return () => { unfollow(); window.clearTimeout(waiting); if (useBuilder.getState().template === template) void send(); };
}

function diffless(head: TemplateDocument, doc: TemplateDocument): boolean {
  return head === doc;
}

function newBatch(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
