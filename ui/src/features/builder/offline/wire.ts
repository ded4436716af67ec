/** The hub as the keeper sees it: two requests, and three ways in which they fail. */
import { api, ApiProblem } from '../../../api/client';
import { headOf } from './ahead';
import type { Answer } from './copy';
import { Failure, type Wire } from './keeper';

const BUSY = 429;

export function wireOf(template: number): Wire {
  const path = `/api/templates/${template}`;
  return {
    head: () => tried(headOf(template)),
    send: (batch) => tried(api.post<Answer>(`${path}/ops`, batch)),
  };
}

async function tried<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (problem) {
    throw problem instanceof ApiProblem ? failureOf(problem) : problem;
  }
}

export function failureOf(problem: ApiProblem): Failure {
  const kind = problem.away || problem.status === BUSY || problem.status >= 500 ? 'away' : problem.status === 422 ? 'refused' : 'barred';
  return new Failure(kind, problem.message, problem.fields.map(({ field }) => field), problem);
}
