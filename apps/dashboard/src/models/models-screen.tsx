import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScreenProps } from '../app.js';
import { modelsQuery } from '../api/model-queries.js';
import type { Schemas } from '../api/queries.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Card, Page } from '../ui/page.js';
import { ModelFigures } from './model-figures.js';
import { LossesCard } from './losses-card.js';
import './models.css';
import { OddCard } from './odd-card.js';
import { PrototypesCard } from './prototypes-card.js';
import { SettingsCard } from './settings-card.js';
import { VersionsCard } from './versions-card.js';

const intro =
  'Qualm trains a small model on the labels as they come, and never lets it judge an example that it has learned from. ' +
  'A new version is used only when it passes its gate.';

/** Which versions there are, and what each one is like. */
export function ModelsScreen({ project }: ScreenProps) {
  const query = useInfiniteQuery(modelsQuery(project.id));
  const [chosen, setChosen] = useState<number>();
  return (
    <Page title="Models" intro={intro}>
      <Loaded query={query} height={720}>
        {({ pages }) => {
          const versions = pages.flatMap(({ items }) => items);
          const newest = pages[0]!;
          const shown = versions.find(({ version }) => version === (chosen ?? newest.activeVersion)) ?? versions[0];
          return (
            <>
              <ModelFigures list={newest} />
              {shown ? (
                <>
                  <VersionsCard
                    versions={versions}
                    shown={shown.version}
                    onShow={setChosen}
                    onOlder={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
                  />
                  <Version project={project} version={shown} />
                </>
              ) : (
                <Card>
                  <Empty title="There is no model yet">
                    The first one is trained when there are enough labels (QUALM_TRAIN_WARMUP_LABELS). Until then labels
                    are judged by each other.
                  </Empty>
                </Card>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Version({ project, version }: ScreenProps & { version: Schemas['ModelVersion'] }) {
  return (
    <>
      <div className="columns">
        <LossesCard version={version} />
        <OddCard version={version} />
      </div>
      <PrototypesCard project={project} version={version.version} />
      <SettingsCard version={version} />
    </>
  );
}
