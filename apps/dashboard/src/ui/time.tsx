import { useEffect, useState } from 'react';
import { exactTime, timeAgo } from './format.js';

const REFRESH_MS = 10_000;

/** How long ago; the exact time on hover. */
export function TimeAgo({ at }: { at: string }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeAgo(at, nowMs)}
    </time>
  );
}
