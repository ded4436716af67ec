/** What can be done to templates from their list and from their pages alike; with its undo where there is one. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { archiveTemplates, exportTemplates, makeTemplate, publishVersion, restoreTemplates, restoreVersion, templateKey, TEMPLATES, type Template } from '../../api/templates';
import { sentence } from '../../components/ProblemAlert';
import { done, failed, undoable } from '../../components/toast';

export interface Named {
  readonly id: number;
  readonly name: string;
}

export function useTemplateActions() {
  const { t } = useTranslation('templates');
  const queries = useQueryClient();
  const refresh = async (ids: readonly number[]): Promise<void> => {
    await Promise.all([TEMPLATES, ...ids.map(templateKey)].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  const tried = async <T>(ids: readonly number[], work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      failed(sentence(error, t('shell:fault.text')));
      return null;
    } finally {
      await refresh(ids);
    }
  };
  const told = (which: readonly Named[]) => ({ count: which.length, name: which[0]?.name ?? '' });
  const restore = async (which: readonly Named[]): Promise<void> => {
    const ids = which.map(({ id }) => id);
    if (await tried(ids, async () => { await restoreTemplates(ids); return true; }) !== null) done(t('done.restored', told(which)));
  };
  return {
    refresh,
    restore,
    archive: async (which: readonly Named[]): Promise<boolean> => {
      const ids = which.map(({ id }) => id);
      const gone = await tried(ids, async () => { await archiveTemplates(ids); return true; });
      if (gone === null) return false;
      undoable(t('done.archived', told(which)), async () => { await restoreTemplates(ids); await refresh(ids); });
      return true;
    },
    clone: ({ id, name }: Named): Promise<Template | null> => tried([], () => makeTemplate({ clone_of: id, name: t('copyOf', { name }).slice(0, 120) })),
    export: async (which: readonly Named[]): Promise<void> => {
      const bundle = await tried([], () => exportTemplates(which.map(({ id }) => id)));
      if (bundle !== null) save(bundle, which.length === 1 ? `${fileName(which[0]?.name ?? '')}.zip` : 'templates.zip');
    },
    publish: async ({ id, name }: Named, version: number): Promise<boolean> => {
      const now = await tried([id], () => publishVersion(id, version));
      if (now !== null) done(t('done.published', { name, number: version }));
      return now !== null;
    },
    bringBack: async ({ id, name }: Named, version: number): Promise<boolean> => {
      const now = await tried([id], () => restoreVersion(id, version));
      if (now !== null) done(t('done.broughtBack', { name, number: version }));
      return now !== null;
    },
  };
}

/** What every system takes as a name of a file. */
export function fileName(name: string): string {
  return name.normalize('NFKD').replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 80) || 'template';
}

function save(bundle: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bundle);
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
}
