/** Building a board: steps that can be taken back, the grid they keep to, and a draft that is never lost. No React, no DOM. */
export { type Autosave, createAutosave, pickUp, type SaveState } from './autosave.ts'
export { addPanel, changePanel, changeScene, frameOf, freeId, removePanel } from './edit.ts'
export { COLUMNS, findRoom, fit, type Handle, HANDLES, moveBy, moveTo, overlapsOf, resizeBy, ROW_STEP, rowsOf, tilesOf } from './grid.ts'
export { findGuides, type Guide } from './guides.ts'
export { amend, canRedo, canUndo, type Journal, openJournal, redo, step, undo } from './journal.ts'
export { keepDraft, type Shelf } from './kept-draft.ts'
export { feedsOf, indicatorsOf, missingFeeds } from './query.ts'
