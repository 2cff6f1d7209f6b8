import { format } from '../../app/format.js';

export const SERVICE = '/api/service';

/** How a service is, as far as anybody can know at a moment: what it promised to say by then tells whether it is still there. */
export function standing({ stopped_at, alive_until }, now = Date.now()) {
  if (stopped_at !== null) {
    return 'STOPPED';
  }
  return Date.parse(alive_until) >= now ? 'RUNNING' : 'SILENT';
}

/** The same in a sentence. */
export function sentence(service) {
  return {
    RUNNING: `It runs since ${format.time(service.started_at)} UTC.`,
    STOPPED: `It was stopped at ${format.time(service.stopped_at)} UTC. \`credit run\` starts it.`,
    SILENT: `It should have said by ${format.time(service.alive_until)} UTC that it still runs, and has not: it was ended, or cannot write to the database. \`credit run\` starts it; what it was at goes on.`,
  }[standing(service)];
}

/** Jobs as they are: what a service was at that is not there any more does not run. */
export function unfinished({ services, jobs }) {
  const isThere = services.some((service) => standing(service) === 'RUNNING');
  return jobs.map((job) => (job.status === 'RUNNING' && !isThere ? { ...job, status: 'INTERRUPTED' } : job));
}
