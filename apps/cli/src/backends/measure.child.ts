import { measureBackend, type BackendName } from '#model';

// A process of its own: one that crashes takes nothing else with it, and a thread uses one backend for its whole life.
try {
  process.send!({ speed: await measureBackend(process.argv[2] as BackendName) });
} catch (error) {
  process.send!({ reason: (error as Error).message.split('\n')[0] });
}
process.disconnect();
