/** Sets that `qualm lab data` brings. */
export const knownSets = ['mnist', 'fashion-mnist', 'cifar10'] as const;
export type KnownSet = (typeof knownSets)[number];

export const setFiles = ['train-images.idx', 'train-labels.idx', 'test-images.idx', 'test-labels.idx'] as const;
export type SetFile = (typeof setFiles)[number];

interface SetFacts {
  classes: string[];
  /** SHA-256 of each file as it lies in the data folder. */
  sha256: Record<SetFile, string>;
}

const digits = Array.from({ length: 10 }, (_, n) => String(n));

export const setFacts: Record<KnownSet, SetFacts> = {
  mnist: {
    classes: digits,
    sha256: {
      'train-images.idx': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      'train-labels.idx': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      'test-images.idx': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      'test-labels.idx': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
  'fashion-mnist': {
    classes: ['T-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'boot'],
    sha256: {
      'train-images.idx': 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      'train-labels.idx': 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      'test-images.idx': '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      'test-labels.idx': '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    },
  },
  cifar10: {
    classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    sha256: {
      'train-images.idx': '51c15db370c309e9aa60cf71f835f2ba0f430ea3653f7512d833c9a8e90e0d65',
      'train-labels.idx': '1a4c5fb4e1cab2caa8eee134c093de84d620899e907756e71736fb7b0d4ab554',
      'test-images.idx': 'fc19aa23c64482c6def2138377986c67b6b3a50f8e8c4c6a759b296dc751fa64',
      'test-labels.idx': '987e01129ceec0098f1e9d9404cff9fa82ad3d15383a61e8ec60ff20ffe6db40',
    },
  },
};

export function isKnownSet(name: string): name is KnownSet {
  return (knownSets as readonly string[]).includes(name);
}
