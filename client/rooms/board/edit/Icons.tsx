/** Signs of the bench's buttons; each button says in words what it does. */
const Sign = ({ d, turn }: { d: string; turn?: string | undefined }) => <svg className="sign" viewBox="0 0 16 16" aria-hidden="true" style={turn === undefined ? undefined : { transform: turn }}><path d={d} fill="none" stroke="currentColor" strokeWidth="1.6" /></svg>

export const Turn = ({ isForth = false }: { isForth?: boolean }) => <Sign d="M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7" turn={isForth ? 'scaleX(-1)' : undefined} />
export const Up = ({ isDown = false }: { isDown?: boolean }) => <Sign d="M8 14V3M3.5 7.5 8 3l4.5 4.5" turn={isDown ? 'scaleY(-1)' : undefined} />
export const Cross = () => <Sign d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
