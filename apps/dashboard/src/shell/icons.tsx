/** Outlines on a 20 x 20 grid. */
const paths = {
  project: 'M3 15.5l4.2-5 3.3 3 6-8M3 3v14h14',
  sources:
    'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5 8c0-3 2.2-5 5-5s5 2 5 5M13 3.4a3 3 0 0 1 0 5.3M14.5 12.4c1.9.6 3 2.3 3 4.6',
  review: 'M3 10.5l4 4 10-10',
  classes: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z',
  models: 'M10 2.5l6.5 3.7v7.6L10 17.5l-6.5-3.7V6.2zM3.5 6.2L10 10l6.5-3.8M10 10v7.5',
  connect: 'M8 12l4-4M8.5 5.5l1.4-1.4a4 4 0 0 1 5.7 5.7l-1.4 1.4M11.5 14.5l-1.4 1.4a4 4 0 0 1-5.7-5.7l1.4-1.4',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1',
  moon: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z',
  bell: 'M5 8a5 5 0 0 1 10 0c0 4.5 2 5.5 2 5.5H3S5 12.500 5 8ZM8.300 16.500a2 2 0 0 0 3.400 0',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
