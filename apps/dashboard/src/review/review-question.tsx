import type { ScreenProps } from '../app.js';
import { ExampleDisplay } from '../ui/example-display.js';
import { percent } from '../ui/format.js';
import { Badge } from '../ui/page.js';
import { questionOf } from './question.js';
import { actionKeys, DIGIT_CLASSES, digitOf, type ReviewAction } from './review-keys.js';
import type { ReviewItem } from './review-item.js';
import type { Past, ReviewState } from './review-session.js';

const DISPLAY_SIZE = 280;

const laneSays = {
  sampled: 'Drawn at random: these measure everybody fairly.',
  targeted: 'Chosen: an answer is worth most here.',
} as const;

interface ReviewQuestionProps extends ScreenProps {
  item: ReviewItem;
  state: ReviewState;
  isHidden: boolean;
  onAction(action: ReviewAction): void;
  onDecide(label: number): void;
}

/** The example, large, and all that can be said of it. */
export function ReviewQuestion({ project, item, state, isHidden, onAction, onDecide }: ReviewQuestionProps) {
  const { exampleId, lane, example } = item;
  return (
    <section className="card review-question" aria-label="What is it?">
      <div className="row">
        <Badge tone="accent">{lane === 'sampled' ? 'Random sample' : 'Most useful'}</Badge>
        <span className="mono review-id" data-testid="review-example">
          {exampleId}
        </span>
      </div>
      <p className="muted small review-lane">{laneSays[lane]}</p>
      <div className="review-stage">
        <ExampleDisplay display={example.display} name={exampleId} size={DISPLAY_SIZE} />
      </div>
      <Answers classes={project.classes} item={item} isHidden={isHidden} onAction={onAction} />
      <DigitClasses classes={project.classes} onDecide={onDecide} />
      <div className="review-others">
        <ActionButton action="unsure" onAction={onAction}>
          Cannot tell
        </ActionButton>
        <ActionButton action="skip" onAction={onAction}>
          Skip
        </ActionButton>
        <ActionButton action="undo" onAction={onAction} disabled={state.past.length === 0}>
          Undo
        </ActionButton>
      </div>
      <p className="small review-said" role="status" data-tone={state.notice ? 'warn' : undefined}>
        {state.notice ?? lastWords(state.past.at(-1), project.classes)}
      </p>
    </section>
  );
}

interface AnswersProps {
  classes: readonly string[];
  item: ReviewItem;
  isHidden: boolean;
  onAction(action: ReviewAction): void;
}

function Answers({ classes, item: { example }, isHidden, onAction }: AnswersProps) {
  const { keep, saidKeep, suggested, probability } = questionOf(example, classes);
  const all = example.labels.length;
  const isSame = !isHidden && keep === suggested;
  return (
    <div className="review-answers">
      <ActionButton action="keep" onAction={onAction} kind={isSame ? 'primary' : undefined}>
        <Choice says={all === 1 ? 'Keep the label' : `Keep, ${saidKeep} of ${all}`}>{classes[keep]}</Choice>
      </ActionButton>
      <ActionButton
        action="suggested"
        onAction={onAction}
        kind={isHidden || isSame ? undefined : 'primary'}
        disabled={isHidden}
      >
        <Choice says={isHidden ? 'Suggested' : `Suggested, ${percent(probability, 0)}`}>
          {isHidden ? 'hidden' : classes[suggested]}
        </Choice>
      </ActionButton>
      <ActionButton action="other" onAction={onAction}>
        <Choice says="Another">class …</Choice>
      </ActionButton>
    </div>
  );
}

function Choice({ says, children }: { says: string; children: string | undefined }) {
  return (
    <span className="review-choice" title={children}>
      <span className="small">{says}</span>
      <strong>{children}</strong>
    </span>
  );
}

function DigitClasses({ classes, onDecide }: { classes: readonly string[]; onDecide(label: number): void }) {
  const first = classes.slice(0, DIGIT_CLASSES);
  const isNamed = first.some((name, index) => digitOf(index, classes) !== name);
  return (
    <div className="review-digits" data-named={isNamed} role="group" aria-label="Classes with a digit">
      {first.map((name, index) => {
        const digit = digitOf(index, classes);
        return (
          <button type="button" className="button" key={name} onClick={() => onDecide(index)} title={name}>
            {digit !== name && <kbd>{digit}</kbd>}
            <span className="review-class">{digit === name ? <kbd>{digit}</kbd> : name}</span>
          </button>
        );
      })}
    </div>
  );
}

interface ActionButtonProps {
  action: ReviewAction;
  onAction(action: ReviewAction): void;
  kind?: 'primary' | undefined;
  disabled?: boolean;
  children: React.ReactNode;
}

function ActionButton({ action, onAction, kind, disabled = false, children }: ActionButtonProps) {
  return (
    <button
      type="button"
      className="button"
      data-kind={kind}
      data-action={action}
      disabled={disabled}
      aria-keyshortcuts={actionKeys[action]}
      onClick={() => onAction(action)}
    >
      <kbd>{actionKeys[action]}</kbd>
      {children}
    </button>
  );
}

function lastWords(last: Past | undefined, classes: readonly string[]): string {
  if (!last) return '\u00a0';
  const { item, said } = last;
  const words = { decided: 'is', unsure: 'could not be told', skipped: 'was skipped' }[said.kind];
  return `${item.exampleId} ${words}${said.kind === 'decided' ? ` ${classes[said.label]}` : ''}. ${actionKeys.undo} takes it back.`;
}
