import { useEffect, useRef, useState } from 'react';
import './ui.css';

const SAID_MS = 2_000;

/** Text to be taken elsewhere, with a button that copies it. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  const block = useRef<HTMLPreElement>(null);
  return (
    <div className="code-block">
      <pre ref={block} className="mono" tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} label={label} from={block} />
    </div>
  );
}

interface CopyButtonProps {
  text: string;
  /** What is copied. */
  label: string;
  /** Where the text stands: it is selected where the browser does not let pages copy. */
  from: React.RefObject<HTMLElement | null>;
}

export function CopyButton({ text, label, from }: CopyButtonProps) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSaid(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    try {
      // Absent where the page did not come over https or from this machine.
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      getSelection()?.selectAllChildren(from.current!);
      setSaid('Selected');
    }
  };
  return (
    <button type="button" className="button copy" onClick={() => void copy()} aria-label={`Copy ${label}`}>
      <span aria-live="polite">{said ?? 'Copy'}</span>
    </button>
  );
}
