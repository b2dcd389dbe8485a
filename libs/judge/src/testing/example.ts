import { defaultProjectSettings, type Evidence, type GoldOrigin, type Mass, type ReviewOutcome } from '#labels';
import { defaultPosteriorSettings } from '#noise';
import { newExampleState, type ExampleState } from '../example-state.js';
import type { JudgeContext } from '../judge-context.js';
import { judgeEvent, type Judgement, type ScoredEvidence } from '../judge-event.js';

export const K = 3;

/** Every source is right with `accuracy`; `calls` records what was asked. */
export function contextOf(accuracy = 0.8, settings = {}): JudgeContext & { calls: { sourceId: string; own?: Mass }[] } {
  const calls: { sourceId: string; own?: Mass }[] = [];
  return {
    calls,
    project: {
      id: 'p',
      classes: ['cat', 'dog', 'owl'],
      labelsAs: 'name',
      featureType: 'float32',
      settings: { ...defaultProjectSettings, ...settings },
      createdAtMs: 0,
    },
    posterior: { ...defaultPosteriorSettings, modelWeight: 1, prototypeWeight: 1 },
    noise: {
      classPrior: new Float64Array(K).fill(1 / K),
      typicalOthers: 2,
      votes: () => true,
      column: (sourceId, given, _at, own) => {
        calls.push({ sourceId, ...(own && { own }) });
        const right = sourceId === 'weak' ? 0.4 : accuracy;
        return Float64Array.from({ length: K }, (_, i) => (i === given ? right : (1 - right) / (K - 1)));
      },
    },
  };
}

export function heads(model: number[], prototype = model): Evidence {
  return { model: Float32Array.from(model, Math.log), prototype: Float32Array.from(prototype, Math.log) };
}

/** One example and short words for what happens to it. */
export class Example {
  readonly state: ExampleState = newExampleState();
  constructor(readonly context: JudgeContext = contextOf()) {}

  label(sourceId: string, label: number | string, scored?: ScoredEvidence): Judgement {
    return judgeEvent(this.state, { kind: 'label', project: 'p', exampleId: 'e', sourceId, label }, 1, this.context, scored); // prettier-ignore
  }

  retract(sourceId: string): Judgement {
    return judgeEvent(this.state, { kind: 'retract', project: 'p', exampleId: 'e', sourceId }, 2, this.context);
  }

  gold(label: number, origin: GoldOrigin = 'honeypot'): Judgement {
    return judgeEvent(this.state, { kind: 'gold', project: 'p', exampleId: 'e', label, origin }, 3, this.context);
  }

  review(outcome: ReviewOutcome): Judgement {
    const event = { kind: 'review' as const, project: 'p', exampleId: 'e', outcome, reviewer: 'eve' };
    return judgeEvent(this.state, event, 5, this.context);
  }

  rescore(pass: number, evidence?: Evidence, modelVersion = pass): Judgement {
    const event = { kind: 'rescore' as const, project: 'p', exampleId: 'e', pass, modelVersion };
    return judgeEvent(this.state, { ...event, ...(evidence && { evidence }) }, 4, this.context);
  }
}
