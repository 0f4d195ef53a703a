import { expect, it } from 'vitest'
import { guessFields } from './guess-fields.ts'

const WANTED = [{ code: '05459', name: 'Phường Tân Ninh' }, { code: '25480', name: 'Xã Tân Biên' }]
const layer = (...all: (Record<string, unknown> | null)[]) => JSON.stringify({ type: 'FeatureCollection', features: all.map((properties) => ({ type: 'Feature', properties, geometry: null })) })

it('finds which properties are our codes and names, also codes kept as numbers', () => {
  const found = guessFields(layer({ OBJECTID: 1, ma: 5459, ten: 'P. khác' }, { OBJECTID: 2, ma: 25480, ten: 'tân biên' }), WANTED)
  expect(found).toMatchObject({ features: 2, code: 'ma', name: 'ten' })
  expect(found?.fields[1]).toEqual({ field: 'ma', sample: '5459' })
})

it('guesses nothing where nothing fits', () => {
  expect(guessFields(layer({ a: 'x' }, null), WANTED)).toMatchObject({ features: 2, code: '', name: '' })
})

it.each(['không phải JSON', '{}', '[]', layer()])('is no layer: %s', (text) => {
  expect(guessFields(text, WANTED)).toBeUndefined()
})
