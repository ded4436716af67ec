/** One thing that is chosen for a screen, or for several at once. */
import { Autocomplete, Button, Checkbox, Group, Modal, Select, Stack, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { useTemplates } from '../../../components/useTemplates';
import { groupsOf } from '../choice';
import { sessionsQuery } from '../requests';
import type { Target } from '../target';
import { pointedOf, type Acting } from '../useActing';
import type { Asking } from './dialogs';

interface Props {
  readonly kind: Exclude<Asking['kind'], 'message' | 'emergency' | 'takeover'>;
  readonly target: Target;
  readonly partner: string;
  /** Whether everyone's display sessions are within reach. */
  readonly everyone: boolean;
  readonly screens: readonly Screen[];
  readonly acting: Acting;
  readonly onClose: () => void;
}

const BACK = '';
/** They have different ones, and keep them. */
const KEEP = 'keep';

export function ChangeDialog(props: Props) {
  const { t } = useTranslation('screens');
  const { kind, target, onClose } = props;
  const Form = { point: PointForm, group: GroupForm, language: LanguageForm, locations: LocationsForm }[kind];
  return (
    <Modal opened onClose={onClose} title={t(`change.${kind}`, { count: target.screens.length, name: target.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Form {...props} />
    </Modal>
  );
}

/** What all of them have, where they have the same. */
function common<Value>(screens: readonly Screen[], read: (screen: Screen) => Value): Value | undefined {
  const values = new Set(screens.map((screen) => JSON.stringify(read(screen))));
  const [first] = screens;
  return values.size === 1 && first !== undefined ? read(first) : undefined;
}

function Buttons({ onClose, children, onSave }: { readonly onClose: () => void; readonly children: ReactNode; readonly onSave: () => void }) {
  const { t } = useTranslation('screens');
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); onSave(); onClose(); }}>
      <Stack gap="md">
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="submit">{t('shell:save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function PointForm({ target, partner, everyone, acting, onClose }: Props) {
  const { t } = useTranslation('screens');
  const sessions = useQuery({ ...sessionsQuery(partner, everyone), throwOnError: false });
  const mixed = common(target.screens, (screen) => screen.template) === undefined;
  const [session, setSession] = useState(String(common(target.screens, pointedOf) ?? BACK));
  const [template, setTemplate] = useState(mixed ? KEEP : common(target.screens, (screen) => screen.template) ?? BACK);
  const { choices: templates } = useTemplates(template === KEEP ? undefined : template);
  const choices = sessions.data?.items ?? [];
  const name = session === BACK ? t('point.own') : choices.find(({ id }) => String(id) === session)?.name ?? session;
  return (
    <Buttons onClose={onClose} onSave={() => { acting.point(target, session === BACK ? null : Number(session), template === KEEP ? undefined : template === BACK ? null : template, name); }}>
      <Select label={t('point.session')} description={t('point.sessionText')} searchable openOnFocus={false} allowDeselect={false} data-autofocus value={session} onChange={(value) => { setSession(value ?? BACK); }} data={[{ value: BACK, label: t('point.own') }, ...choices.map(({ id, name: label }) => ({ value: String(id), label }))]} />
      <Select label={t('point.template')} allowDeselect={false} value={template} onChange={(value) => { setTemplate(value ?? BACK); }} data={[...(mixed ? [{ value: KEEP, label: t('point.keep') }] : []), { value: BACK, label: t('point.templateOwn') }, ...templates.map(({ reference, name: label }) => ({ value: reference, label }))]} />
    </Buttons>
  );
}

function GroupForm({ target, screens, acting, onClose }: Props) {
  const { t } = useTranslation('screens');
  const [group, setGroup] = useState(common(target.screens, (screen) => screen.group) ?? '');
  return (
    <Buttons onClose={onClose} onSave={() => { acting.change(target, { group: group.trim() }); }}>
      <Autocomplete label={t('group.label')} description={t('group.text')} data-autofocus maxLength={60} data={[...groupsOf(screens)]} value={group} onChange={setGroup} />
    </Buttons>
  );
}

function LanguageForm({ target, acting, onClose }: Props) {
  const { t } = useTranslation('screens');
  const [language, setLanguage] = useState<string>(common(target.screens, (screen) => screen.language) ?? BACK);
  return (
    <Buttons onClose={onClose} onSave={() => { acting.change(target, { language: language === 'en' || language === 'de' ? language : null }); }}>
      <Select label={t('fact.language')} allowDeselect={false} data-autofocus value={language} onChange={(value) => { setLanguage(value ?? BACK); }} data={[{ value: BACK, label: t('language.own') }, ...(['en', 'de'] as const).map((value) => ({ value, label: t(`language.${value}`) }))]} />
    </Buttons>
  );
}

function LocationsForm({ target, partner, everyone, screens, acting, onClose }: Props) {
  const { t } = useTranslation('screens');
  const before = common(target.screens, (screen) => screen.locations);
  const [all, setAll] = useState(before === null || before === undefined);
  const [names, setNames] = useState<string[]>(before ?? []);
  const sessions = useQuery({ ...sessionsQuery(partner, everyone), throwOnError: false });
  const shown = new Set(target.screens.map(({ session }) => session?.id));
  const bound = (sessions.data?.items ?? []).filter(({ id }) => shown.has(id)).flatMap((session) => session.timing_sessions.flatMap(({ locations }) => locations.map(({ name }) => name)));
  const known = [...new Set([...bound, ...screens.flatMap(({ showing, locations }) => [...locations ?? [], ...(showing?.passings ?? []).map(({ location }) => location)])])].sort();
  return (
    <Buttons onClose={onClose} onSave={() => { acting.change(target, { locations: all || names.length === 0 ? null : names }); }}>
      <Checkbox label={t('locations.all')} checked={all} onChange={(event) => { setAll(event.currentTarget.checked); }} />
      {!all && <TagsInput label={t('fact.locations')} description={t('locations.text')} data-autofocus data={known} value={names} onChange={setNames} maxTags={50} maxLength={200} />}
    </Buttons>
  );
}
