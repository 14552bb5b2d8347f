// Marks the page from the moment it asks the server for a run until that run, or a later one, has
// ended. Streamlit's own state speaks of a run only once the server has begun it: a page looked at
// in between is still the one from before. The numbers are the fields of Streamlit's messages.
(() => {
    const RERUN = 0x5a, HASH = 0x0a, METADATA = 0x12, FINISHED = 0x30, FOR_ANOTHER_RUN = 2;
    const heard = new WeakSet(), send = WebSocket.prototype.send;
    const mark = () => document.documentElement.dataset;
    const ended = (bytes) => {
        let at = 0;
        for (const field of [HASH, METADATA]) if (bytes[at] === field) at += 2 + bytes[at + 1];
        return bytes[at] === FINISHED && bytes[at + 1] !== FOR_ANOTHER_RUN;
    };
    WebSocket.prototype.send = function (message) {
        if (!heard.has(this)) {
            heard.add(this);
            this.addEventListener("message", ({data}) => {
                if (ended(new Uint8Array(data))) delete mark().awaited;
            });
        }
        if (message[0] === RERUN) mark().awaited = "run";
        return send.call(this, message);
    };
})();
