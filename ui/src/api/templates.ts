/** Templates and their versions: asked for by several features, so the requests stand here. One function a request. */
import { api } from './client';

type Asked = { readonly signal: AbortSignal };

/** The document as the hub sends it; who draws or changes it takes the type from document/schema. */
export type Drawn = object;

export interface Editor {
  readonly id: number;
  readonly name: string;
}

export interface TemplateRow {
  readonly id: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly state: 'open' | 'archived';
  readonly version: number;
  /** The version that screens show; null: none yet. */
  readonly published: number | null;
  readonly published_at: string | null;
  readonly updated_at: string;
  readonly updated_by: Editor | null;
  /** Display sessions and screens that show it. */
  readonly used_by: number;
}

export interface Template extends TemplateRow {
  readonly document: Drawn;
}

export interface TemplatePage {
  readonly templates: readonly TemplateRow[];
  readonly more: boolean;
}

export interface Starter {
  readonly name: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly document: Drawn;
}

export interface Version {
  readonly number: number;
  readonly label: string | null;
  readonly origin: 'start' | 'edit' | 'restore' | 'import' | 'clone';
  readonly restored: number | null;
  readonly changes: number;
  readonly made_at: string;
  readonly made_by: Editor | null;
}

export interface VersionPage {
  readonly versions: readonly Version[];
  readonly more: boolean;
}

export interface Imported {
  readonly file: string;
  readonly outcome: 'made' | 'refused';
  readonly template?: TemplateRow | null;
  readonly sentence?: string | null;
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
}

export interface NewTemplate {
  readonly name?: string;
  readonly document?: Drawn;
  readonly starter?: string;
  readonly clone_of?: number;
}

export interface WhichTemplates {
  readonly search?: string;
  readonly state?: TemplateRow['state'];
}

export const TEMPLATES = ['templates'] as const;
export const templateKey = (id: number) => ['template', id] as const;
const MANY = 60;

export const templatesQuery = (which: WhichTemplates) => ({
  queryKey: [...TEMPLATES, which] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number | null }) => (
    api.get<TemplatePage>('/api/templates', { signal, query: { ...which, limit: MANY, after: pageParam } })
  ),
  initialPageParam: null as number | null, // the type of what follows
  getNextPageParam: ({ templates, more }: TemplatePage) => (more ? templates[templates.length - 1]?.id ?? null : null),
  refetchInterval: 30_000,
});

/** What a screen can be given: only what is published. */
export const publishedQuery = {
  queryKey: [...TEMPLATES, 'published'] as const,
  queryFn: async ({ signal }: Asked) => {
    const { templates } = await api.get<TemplatePage>('/api/templates', { signal, query: { state: 'open', limit: 500 } });
    return templates.filter(({ published }) => published !== null);
  },
  staleTime: 10_000,
};

export const startersQuery = {
  queryKey: ['template-starters'] as const,
  queryFn: ({ signal }: Asked) => api.get<readonly Starter[]>('/api/templates/starters', { signal }),
  staleTime: 600_000,
};

export const templateQuery = (id: number) => ({
  queryKey: templateKey(id),
  queryFn: ({ signal }: Asked) => api.get<Template>(`/api/templates/${id}`, { signal }),
});

/** A version never changes, so it is asked for once. */
export const versionQuery = (id: number, number: number) => ({
  queryKey: [...templateKey(id), 'version', number] as const,
  queryFn: ({ signal }: Asked) => api.get<{ readonly number: number; readonly document: Drawn }>(`/api/templates/${id}/versions/${number}`, { signal }),
  staleTime: Infinity,
});

export const versionsQuery = (id: number) => ({
  queryKey: [...templateKey(id), 'versions'] as const,
  queryFn: ({ signal, pageParam }: Asked & { pageParam: number | null }) => (
    api.get<VersionPage>(`/api/templates/${id}/versions`, { signal, query: { limit: 50, after: pageParam } })
  ),
  initialPageParam: null as number | null, // the type of what follows
  getNextPageParam: ({ versions, more }: VersionPage) => (more ? versions[versions.length - 1]?.number ?? null : null),
});

const one = (id: number) => `/api/templates/${id}`;

export const makeTemplate = (wanted: NewTemplate) => api.post<Template>('/api/templates', wanted);
export const archiveTemplates = (ids: readonly number[]) => api.post('/api/templates/archive', { ids });
export const restoreTemplates = (ids: readonly number[]) => api.post('/api/templates/restore', { ids });
export const exportTemplates = (ids: readonly number[]) => api.post<Blob>('/api/templates/export', { ids });
export const labelVersion = (id: number, number: number, label: string | null) => api.patch<Version>(`${one(id)}/versions/${number}`, { label });
export const restoreVersion = (id: number, number: number) => api.post<Template>(`${one(id)}/versions/${number}/restore`);
export const publishVersion = (id: number, version: number) => api.post<Template>(`${one(id)}/publish`, { version });

export function importTemplates(files: readonly File[]): Promise<readonly Imported[]> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  return api.post<readonly Imported[]>('/api/templates/import', form);
}

