/** The two sides of the builder: what there is on the left, what is said of it on the right. The page only puts them beside the canvas. */
import { Tabs } from '@mantine/core';
import { IconFileText, IconLayersIntersect, IconMessage, IconPhoto, IconSquarePlus, IconStack2, IconTemplate, IconUser, IconAdjustments, IconTestPipe } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../components/Busy';
import { useBuilder } from '../store';
import { Inspector } from './inspector/Inspector';
import { BlocksPanel } from './left/BlocksPanel';
import { LayersPanel } from './left/LayersPanel';
import { PagesPanel } from './left/PagesPanel';
import { PagePanel } from './right/PagePanel';
import classes from './SidePanels.module.css';

const AssetsPanel = lazy(async () => ({ default: (await import('./left/AssetsPanel')).AssetsPanel }));
const TakesFiles = lazy(async () => ({ default: (await import('./left/AssetsPanel')).TakesFiles }));
const TemplatePanel = lazy(async () => ({ default: (await import('./right/TemplatePanel')).TemplatePanel }));
const PreviewPanel = lazy(async () => ({ default: (await import('./preview/PreviewPanel')).PreviewPanel }));
const TrialPanel = lazy(async () => ({ default: (await import('./check/TrialPanel')).TrialPanel }));
const MessagesPanel = lazy(async () => ({ default: (await import('./right/MessagesPanel')).MessagesPanel }));

interface Side {
  readonly id: string;
  readonly icon: typeof IconStack2;
  readonly body: () => ReactNode;
}

const LEFT: readonly Side[] = [
  { id: 'blocks', icon: IconSquarePlus, body: () => <BlocksPanel /> },
  { id: 'layers', icon: IconStack2, body: () => <LayersPanel /> },
  { id: 'pages', icon: IconLayersIntersect, body: () => <PagesPanel /> },
  { id: 'assets', icon: IconPhoto, body: () => <AssetsPanel /> },
];
const RIGHT: readonly Side[] = [
  { id: 'block', icon: IconAdjustments, body: () => <Inspector /> },
  { id: 'page', icon: IconFileText, body: () => <PagePanel /> },
  { id: 'template', icon: IconTemplate, body: () => <TemplatePanel /> },
  { id: 'messages', icon: IconMessage, body: () => <MessagesPanel /> },
  { id: 'preview', icon: IconUser, body: () => <PreviewPanel /> },
  { id: 'trial', icon: IconTestPipe, body: () => <TrialPanel /> },
];

export function LeftPanels() {
  const [tab, setTab] = useState('blocks');
  return <><Sides label="sides.left" sides={LEFT} tab={tab} onTab={setTab} /><Suspense fallback={null}><TakesFiles /></Suspense></>;
}

/** What is chosen comes to the front; with nothing chosen, the page. */
export function RightPanels() {
  const [tab, setTab] = useState('page');
  const some = useBuilder((state) => state.selected.size > 0);
  useEffect(() => { setTab((now) => (some ? (now === 'trial' ? now : 'block') : now === 'block' ? 'page' : now)); }, [some]);
  return <Sides label="sides.right" sides={RIGHT} tab={tab} onTab={setTab} />;
}

function Sides({ label, sides, tab, onTab }: { readonly label: string; readonly sides: readonly Side[]; readonly tab: string; readonly onTab: (tab: string) => void }) {
  const { t } = useTranslation('panels');
  const open = sides.find(({ id }) => id === tab);
  return (
    <Tabs value={tab} onChange={(next) => { if (next !== null) onTab(next); }} className={classes.sides} keepMounted={false}>
      <Tabs.List aria-label={t(label)} grow>
        {sides.map(({ id, icon: Icon }) => <Tabs.Tab key={id} value={id} className={classes.tab}><Icon size={18} aria-hidden /><span className={classes.word}>{t(`sides.${id}`)}</span></Tabs.Tab>)}
      </Tabs.List>
      <Tabs.Panel value={tab} className={classes.body} tabIndex={-1}><Suspense fallback={<Busy />}>{open?.body()}</Suspense></Tabs.Panel>
    </Tabs>
  );
}
