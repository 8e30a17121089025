// What Mermaid drew for the page about diagrams, so that these pages ask no other host for
// its library. It has the part of its interface that sphinxcontrib-mermaid uses.
const drawn = {
  default: `<svg xmlns="http://www.w3.org/2000/svg" id="mdefault" width="100%" class="flowchart" style="max-width: 774.2px;" viewBox="0 0 774.2 174" role="graphics-document document" aria-roledescription="flowchart-v2"><style>#mdefault { font-family: "trebuchet ms", verdana, arial, sans-serif; font-size: 16px; fill: rgb(51, 51, 51); }
#mdefault .edge-thickness-normal { stroke-width: 1px; }
#mdefault .edge-pattern-solid { stroke-dasharray: 0; }
#mdefault .marker { fill: rgb(51, 51, 51); stroke: rgb(51, 51, 51); }
#mdefault p { margin: 0px; }
#mdefault .label { font-family: "trebuchet ms", verdana, arial, sans-serif; color: rgb(51, 51, 51); }
#mdefault .label text, #mdefault span { fill: rgb(51, 51, 51); color: rgb(51, 51, 51); }
#mdefault .node rect, #mdefault .node circle, #mdefault .node ellipse, #mdefault .node polygon, #mdefault .node path { fill: rgb(236, 236, 255); stroke: rgb(147, 112, 219); stroke-width: 1px; }
#mdefault .rough-node .label, #mdefault .node .label, #mdefault .image-shape .label, #mdefault .icon-shape .label { text-align: center; }
#mdefault .flowchart-link { stroke: rgb(51, 51, 51); fill: none; }
#mdefault .edgeLabel { background-color: rgba(232, 232, 232, 0.8); text-align: center; }
#mdefault .edgeLabel p { background-color: rgba(232, 232, 232, 0.8); }
#mdefault .labelBkg { background-color: rgba(232, 232, 232, 0.5); }</style>
<g><marker id="mdefault_flowchart-v2-pointEnd" class="marker flowchart-v2" viewBox="0 0 10 10" refX="5" refY="5" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" orient="auto"><path d="M 0 0 L 10 5 L 0 10 z" class="arrowMarkerPath" style="stroke-width: 1; stroke-dasharray: 1, 0;"/></marker>
<g class="root">
<g class="clusters"/>
<g class="edgePaths"><path d="M118.7,87L122.8,87C127.0,87,135.3,87,143.0,87C150.7,87,157.7,87,161.2,87L164.7,87" id="mdefault-L_source_read_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdefault_flowchart-v2-pointEnd)"/><path d="M266.9,87L271.1,87C275.2,87,283.6,87,291.2,87C298.9,87,305.9,87,309.4,87L312.9,87" id="mdefault-L_read_index_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdefault_flowchart-v2-pointEnd)"/><path d="M416.0,87L420.2,87C424.4,87,432.7,87,440.4,87C448.0,87,455.0,87,458.5,87L462.0,87" id="mdefault-L_index_shown_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdefault_flowchart-v2-pointEnd)"/><path d="M572.2,65.3L582.1,60.2C591.9,55.2,611.6,45.1,627.1,40.0C642.5,35,653.6,35,659.2,35L664.8,35" id="mdefault-L_shown_page_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdefault_flowchart-v2-pointEnd)"/><path d="M572.2,108.6L582.1,113.7C591.9,118.7,611.6,128.8,627.4,133.9C643.2,139,655.1,139,661.1,139L667.0,139" id="mdefault-L_shown_kept_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdefault_flowchart-v2-pointEnd)"/></g>
<g class="edgeLabels">
<g class="edgeLabel">
<g class="label" transform="translate(0, 0)"><foreignObject width="0" height="0"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"></span></div></foreignObject></g></g>
<g class="edgeLabel">
<g class="label" transform="translate(0, 0)"><foreignObject width="0" height="0"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"></span></div></foreignObject></g></g>
<g class="edgeLabel">
<g class="label" transform="translate(0, 0)"><foreignObject width="0" height="0"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"></span></div></foreignObject></g></g>
<g class="edgeLabel" transform="translate(631.3, 35)">
<g class="label" transform="translate(-12.4, -12)"><foreignObject width="24.9" height="24"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"><p>yes</p></span></div></foreignObject></g></g>
<g class="edgeLabel" transform="translate(631.3, 139)">
<g class="label" transform="translate(-8.8, -12)"><foreignObject width="17.7" height="24"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"><p>no</p></span></div></foreignObject></g></g></g>
<g class="nodes">
<g class="node default" id="mdefault-flowchart-source-0" transform="translate(63.3, 87)"><rect class="basic label-container" style="" x="-55.3" y="-27" width="110.7" height="54"/>
<g class="label" style="" transform="translate(-25.3, -12)"><rect/><foreignObject width="50.7" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Source</p></span></div></foreignObject></g></g>
<g class="node default" id="mdefault-flowchart-read-1" transform="translate(217.8, 87)"><rect class="basic label-container" style="" x="-49.1" y="-27" width="98.2" height="54"/>
<g class="label" style="" transform="translate(-19.1, -12)"><rect/><foreignObject width="38.2" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Read</p></span></div></foreignObject></g></g>
<g class="node default" id="mdefault-flowchart-index-2" transform="translate(366.5, 87)"><rect class="basic label-container" style="" x="-49.5" y="-27" width="99.1" height="54"/>
<g class="label" style="" transform="translate(-19.5, -12)"><rect/><foreignObject width="39.1" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Index</p></span></div></foreignObject></g></g>
<g class="node default" id="mdefault-flowchart-shown-3" transform="translate(530.0, 87)"><polygon points="63.9,0 127.8,-63.9 63.9,-127.8 0,-63.9" class="label-container" transform="translate(-63.4, 63.9)"/>
<g class="label" style="" transform="translate(-36.9, -12)"><rect/><foreignObject width="73.8" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Changed?</p></span></div></foreignObject></g></g>
<g class="node default" id="mdefault-flowchart-page-5" transform="translate(717.5, 35)"><rect class="basic label-container" style="" x="-48.6" y="-27" width="97.3" height="54"/>
<g class="label" style="" transform="translate(-18.6, -12)"><rect/><foreignObject width="37.3" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Page</p></span></div></foreignObject></g></g>
<g class="node default" id="mdefault-flowchart-kept-7" transform="translate(717.5, 139)"><rect class="basic label-container" style="" x="-46.4" y="-27" width="92.9" height="54"/>
<g class="label" style="" transform="translate(-16.4, -12)"><rect/><foreignObject width="32.9" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Kept</p></span></div></foreignObject></g></g></g></g></g></svg>`,
  dark: `<svg xmlns="http://www.w3.org/2000/svg" id="mdark" width="100%" class="flowchart" style="max-width: 774.2px;" viewBox="0 0 774.2 174" role="graphics-document document" aria-roledescription="flowchart-v2"><style>#mdark { font-family: "trebuchet ms", verdana, arial, sans-serif; font-size: 16px; fill: rgb(204, 204, 204); }
#mdark .edge-thickness-normal { stroke-width: 1px; }
#mdark .edge-pattern-solid { stroke-dasharray: 0; }
#mdark .marker { fill: lightgrey; stroke: lightgrey; }
#mdark p { margin: 0px; }
#mdark .label { font-family: "trebuchet ms", verdana, arial, sans-serif; color: rgb(204, 204, 204); }
#mdark .label text, #mdark span { fill: rgb(204, 204, 204); color: rgb(204, 204, 204); }
#mdark .node rect, #mdark .node circle, #mdark .node ellipse, #mdark .node polygon, #mdark .node path { fill: rgb(31, 32, 32); stroke: rgb(204, 204, 204); stroke-width: 1px; }
#mdark .rough-node .label, #mdark .node .label, #mdark .image-shape .label, #mdark .icon-shape .label { text-align: center; }
#mdark .flowchart-link { stroke: lightgrey; fill: none; }
#mdark .edgeLabel { background-color: rgb(88, 88, 88); text-align: center; }
#mdark .edgeLabel p { background-color: rgb(88, 88, 88); }
#mdark .labelBkg { background-color: rgba(88, 88, 88, 0.5); }</style>
<g><marker id="mdark_flowchart-v2-pointEnd" class="marker flowchart-v2" viewBox="0 0 10 10" refX="5" refY="5" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" orient="auto"><path d="M 0 0 L 10 5 L 0 10 z" class="arrowMarkerPath" style="stroke-width: 1; stroke-dasharray: 1, 0;"/></marker>
<g class="root">
<g class="clusters"/>
<g class="edgePaths"><path d="M118.7,87L122.8,87C127.0,87,135.3,87,143.0,87C150.7,87,157.7,87,161.2,87L164.7,87" id="mdark-L_source_read_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdark_flowchart-v2-pointEnd)"/><path d="M266.9,87L271.1,87C275.2,87,283.6,87,291.2,87C298.9,87,305.9,87,309.4,87L312.9,87" id="mdark-L_read_index_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdark_flowchart-v2-pointEnd)"/><path d="M416.0,87L420.2,87C424.4,87,432.7,87,440.4,87C448.0,87,455.0,87,458.5,87L462.0,87" id="mdark-L_index_shown_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdark_flowchart-v2-pointEnd)"/><path d="M572.2,65.3L582.1,60.2C591.9,55.2,611.6,45.1,627.1,40.0C642.5,35,653.6,35,659.2,35L664.8,35" id="mdark-L_shown_page_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdark_flowchart-v2-pointEnd)"/><path d="M572.2,108.6L582.1,113.7C591.9,118.7,611.6,128.8,627.4,133.9C643.2,139,655.1,139,661.1,139L667.0,139" id="mdark-L_shown_kept_0" class="edge-thickness-normal edge-pattern-solid edge-thickness-normal edge-pattern-solid flowchart-link" style=";" marker-end="url(#mdark_flowchart-v2-pointEnd)"/></g>
<g class="edgeLabels">
<g class="edgeLabel">
<g class="label" transform="translate(0, 0)"><foreignObject width="0" height="0"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"></span></div></foreignObject></g></g>
<g class="edgeLabel">
<g class="label" transform="translate(0, 0)"><foreignObject width="0" height="0"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"></span></div></foreignObject></g></g>
<g class="edgeLabel">
<g class="label" transform="translate(0, 0)"><foreignObject width="0" height="0"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"></span></div></foreignObject></g></g>
<g class="edgeLabel" transform="translate(631.3, 35)">
<g class="label" transform="translate(-12.4, -12)"><foreignObject width="24.9" height="24"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"><p>yes</p></span></div></foreignObject></g></g>
<g class="edgeLabel" transform="translate(631.3, 139)">
<g class="label" transform="translate(-8.8, -12)"><foreignObject width="17.7" height="24"><div xmlns="http://www.w3.org/1999/xhtml" class="labelBkg" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="edgeLabel"><p>no</p></span></div></foreignObject></g></g></g>
<g class="nodes">
<g class="node default" id="mdark-flowchart-source-0" transform="translate(63.3, 87)"><rect class="basic label-container" style="" x="-55.3" y="-27" width="110.7" height="54"/>
<g class="label" style="" transform="translate(-25.3, -12)"><rect/><foreignObject width="50.7" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Source</p></span></div></foreignObject></g></g>
<g class="node default" id="mdark-flowchart-read-1" transform="translate(217.8, 87)"><rect class="basic label-container" style="" x="-49.1" y="-27" width="98.2" height="54"/>
<g class="label" style="" transform="translate(-19.1, -12)"><rect/><foreignObject width="38.2" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Read</p></span></div></foreignObject></g></g>
<g class="node default" id="mdark-flowchart-index-2" transform="translate(366.5, 87)"><rect class="basic label-container" style="" x="-49.5" y="-27" width="99.1" height="54"/>
<g class="label" style="" transform="translate(-19.5, -12)"><rect/><foreignObject width="39.1" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Index</p></span></div></foreignObject></g></g>
<g class="node default" id="mdark-flowchart-shown-3" transform="translate(530.0, 87)"><polygon points="63.9,0 127.8,-63.9 63.9,-127.8 0,-63.9" class="label-container" transform="translate(-63.4, 63.9)"/>
<g class="label" style="" transform="translate(-36.9, -12)"><rect/><foreignObject width="73.8" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Changed?</p></span></div></foreignObject></g></g>
<g class="node default" id="mdark-flowchart-page-5" transform="translate(717.5, 35)"><rect class="basic label-container" style="" x="-48.6" y="-27" width="97.3" height="54"/>
<g class="label" style="" transform="translate(-18.6, -12)"><rect/><foreignObject width="37.3" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Page</p></span></div></foreignObject></g></g>
<g class="node default" id="mdark-flowchart-kept-7" transform="translate(717.5, 139)"><rect class="basic label-container" style="" x="-46.4" y="-27" width="92.9" height="54"/>
<g class="label" style="" transform="translate(-16.4, -12)"><rect/><foreignObject width="32.9" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="display: table-cell; white-space: nowrap; line-height: 1.5; max-width: 200px; text-align: center;"><span class="nodeLabel"><p>Kept</p></span></div></foreignObject></g></g></g></g></g><linearGradient id="mdark-gradient" gradientUnits="objectBoundingBox" x1="0%" y1="0%" x2="100%" y2="0%"><stop offset="0%" stop-color="#cccccc" stop-opacity="1"/><stop offset="100%" stop-color="hsl(180, 0%, 18.3%)" stop-opacity="1"/></linearGradient></svg>`,
};

let theme = "default";

export default {
  initialize(settings) {
    theme = settings.theme;
  },
  async run({ nodes }) {
    for (const node of nodes) {
      node.innerHTML = drawn[theme];
      node.dataset.processed = "true";
    }
  },
};
