import { readAsset } from '#assets'
import { problemPage } from '../html/problem.ts'
import type { PageRoute } from '../html/route.ts'
import { type AssetName, assetTypes } from './asset.ts'

const isAsset = (name: string): name is AssetName => Object.hasOwn(assetTypes, name)

/** The files that the pages load; the colour of the theme as a style of its own. */
export const assetRoutes: readonly PageRoute[] = [
  {
    method: 'get',
    path: '/assets/theme.css',
    answer: ({ service }) => ({
      status: 200,
      type: assetTypes['pages.css'],
      body: `:root{--vsr-colour:${service.theme.colour}}\n`,
      cache: 'public',
    }),
  },
  {
    method: 'get',
    path: '/assets/logo',
    answer: ({ service }) => {
      const { logo } = service
      if (logo === undefined) return problemPage(service, 'not-found')
      return { status: 200, type: logo.type, body: logo.bytes, cache: 'public' }
    },
  },
  {
    method: 'get',
    path: '/assets/:name',
    answer: async ({ service }, { params: { name = '' } }) =>
      isAsset(name)
        ? { status: 200, type: assetTypes[name], body: (await readAsset(name)).toString('utf8'), cache: 'public' }
        : problemPage(service, 'not-found'),
  },
]
