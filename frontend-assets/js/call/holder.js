// Which of an agent's tabs holds a call, and which one rings.
const name = what => `${what}-${document.body.dataset.business}-${document.getElementById('softphone')?.dataset.account}`;

/** This tab, for the server. */
export const tab = crypto.randomUUID?.() ?? Math.random().toString(36).slice(2);

/** Takes the right to hold a call, and gives it back by the function returned; undefined if another tab has it. */
export function hold() {
    return take(name('call'));
}

/** Waits for the right to ring, which one tab has at a time, until the signal says that nothing rings any more. */
export function ringAlone(signal, work) {
    if (!navigator.locks) {
        if (document.visibilityState === 'visible') {
            work();
        }
        return;
    }
    navigator.locks.request(name('ring'), { signal }, () => {
        work();
        return new Promise(release => signal.addEventListener('abort', release));
    }).catch(() => {});
}

/** Whether some tab of this browser holds a call. */
export async function held() {
    if (!navigator.locks) {
        return false;
    }
    const locks = await navigator.locks.query();
    return locks.held.some(lock => lock.name === name('call'));
}

function take(lock) {
    if (!navigator.locks) {
        return Promise.resolve(() => {});
    }
    return new Promise(resolve => {
        navigator.locks.request(lock, { ifAvailable: true }, got => {
            if (!got) {
                resolve(undefined);
                return undefined;
            }
            return new Promise(release => resolve(release));
        });
    });
}
