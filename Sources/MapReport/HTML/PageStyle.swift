/// The looks of a page: quiet, readable at arm's length, AA contrast, no font or picture from elsewhere.
enum PageStyle {
    static let sheets: [StaticString] = [base, layout, table, picture, plans, narrow, print]

    /// Where a Linux system has none of the usual fonts, its own is a tenth wider: tables would not fit the paper.
    private static let base: StaticString = """
        @font-face{font-family:smal;src:local('DejaVu Sans');size-adjust:91%}
        @font-face{font-family:smal;src:local('DejaVu Sans Bold');size-adjust:91%;font-weight:600 900}
        :root{--ink:#1a1d21;--soft:#50575f;--line:#d3d8de;--panel:#f4f6f8;--accent:#00527a;--warn:#7a3300;--page:#fff;color-scheme:only light}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}
        @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
        body{margin:0;color:var(--ink);background:var(--page);font:16px/1.5 Calibri,Carlito,'Segoe UI','Helvetica Neue',Arial,smal,sans-serif;overflow-wrap:break-word}
        h1,h2,h3,h4{line-height:1.2;margin:0;font-weight:600;text-wrap:balance}
        h1{font-size:1.6rem}h2{font-size:1.4rem;margin:2.4rem 0 .7rem}h3{font-size:1.15rem;margin:1.8rem 0 .5rem}h4{font-size:1rem;margin:1.3rem 0 .4rem}
        p,ul,ol,dl{margin:0 0 .7rem}
        p,li{max-width:46rem}
        .lead{font-weight:600}
        a{color:var(--accent)}
        :focus-visible{outline:3px solid #b54700;outline-offset:2px}
        .hidden{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}
        .skip{position:absolute;left:-999px;top:0;background:#fff;padding:.5rem 1rem;z-index:2}
        .skip:focus{left:0}
        .soft{color:var(--soft)}.small{font-size:.875rem}.paper{display:none}
        .note{border-left:4px solid var(--line);padding:.1rem 0 .1rem .8rem;color:var(--soft)}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}

        """

    private static let layout: StaticString = """
        body>header,main,footer{width:min(75rem,100% - 3rem);margin:0 auto}
        .top{display:flex;flex-wrap:wrap;gap:.3rem 2rem;align-items:flex-start;justify-content:space-between;padding-top:1rem;padding-bottom:.7rem;border-bottom:3px solid var(--accent)}
        .subtitle{margin:.15rem 0 0;color:var(--soft)}
        .badges{list-style:none;margin:.2rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.4rem}
        .badges li{background:#fff3e0;color:var(--warn);border:1px solid #e0b685;border-radius:3px;padding:.1rem .55rem;font-size:.875rem;font-weight:600}
        .first{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.2rem 2rem;margin-top:1rem}
        .first h2{margin:0 0 .4rem;font-size:1.2rem}
        .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.6rem 2rem}
        .toc{border-top:1px solid var(--line);border-bottom:1px solid var(--line);margin:1.2rem 0 0}
        .toc ul{list-style:none;margin:0;padding:.5rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
        section{scroll-margin-top:.5rem}
        article{border-top:1px solid var(--line);margin-top:2rem;padding-top:.1rem}
        h2+article,main>article:first-of-type{border-top:0;margin-top:0}
        .first p{max-width:38rem}
        .asked{margin:1rem 0 .2rem}
        .plate .stage svg{max-height:23rem}
        dl.facts{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.15rem 1rem}
        dl.facts dt{color:var(--soft)}dl.facts dd{margin:0;overflow-wrap:anywhere}
        details{margin:.5rem 0}summary{cursor:pointer;font-weight:600;padding:.2rem 0}
        footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:1rem;padding-bottom:2rem;color:var(--soft);font-size:.875rem}
        .thumbs{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem}
        .thumbs li{border:1px solid var(--line);padding:.7rem;break-inside:avoid}.thumbs svg{margin-bottom:.5rem}

        """

    private static let table: StaticString = """
        .scroll{overflow-x:auto;margin:.3rem 0 1rem;max-width:100%}
        table{border-collapse:collapse;font-size:.9375rem}
        caption{text-align:left;color:var(--soft);padding:0 0 .35rem}
        th,td{padding:.28rem .65rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
        th:first-child,td:first-child{padding-left:0}
        thead th{border-bottom:2px solid var(--soft);vertical-align:bottom;font-weight:600}
        thead th.n{white-space:normal;min-width:4.2rem;max-width:9rem}
        .dense thead th.n{min-width:0}
        th.n,td.n{text-align:right}
        tbody th{font-weight:400;min-width:8rem}
        tr.sum th,tr.sum td{border-top:2px solid var(--soft);font-weight:600}
        td.strong{font-weight:600}td.same{background:var(--panel)}
        td.words{min-width:13rem}
        #vragen tbody th,details[id$=vragen] tbody th{min-width:20rem;max-width:34rem}

        """

    private static let picture: StaticString = """
        svg{display:block;max-width:100%;height:auto}
        svg text{font-family:inherit;fill:var(--ink)}
        figure{margin:0 0 1rem}figcaption{color:var(--soft);font-size:.875rem;margin-top:.3rem;max-width:46rem}
        fieldset.map{border:0;margin:0;padding:0;min-width:0}
        .map>input{position:absolute;opacity:0;width:1px;height:1px}
        .map>label{display:inline-block;padding:.25rem .9rem;border:1px solid var(--accent);color:var(--accent);background:#fff;margin:0 -1px .5rem 0;cursor:pointer}
        .map>input:checked+label{background:var(--accent);color:#fff}
        .map>input:focus-visible+label{outline:3px solid #b54700;outline-offset:2px}
        .stage{border:1px solid var(--line);background:#fbfbfa}
        .stage>svg{display:none;width:100%}
        .map>.pick-1:checked~.stage>.view-1,.map>.pick-2:checked~.stage>.view-2,.map>.pick-3:checked~.stage>.view-3{display:block}
        .map>.keys{display:none}
        .map>.pick-1:checked~.keys-1,.map>.pick-2:checked~.keys-2,.map>.pick-3:checked~.keys-3{display:flex}
        .stage svg{max-height:34rem}
        .flow.wide{width:100%;min-width:38rem;max-width:62rem}.flow.narrow{display:none;width:100%}
        .flow.narrow text{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
        .spot{outline:none;cursor:default}
        .spot:hover,.spot:focus{stroke:#000!important;stroke-width:2.5px!important;stroke-opacity:1!important}
        .pointed{min-height:3em;margin:.4rem 0;padding:.35rem .6rem;background:var(--panel);font-size:.9375rem;max-width:none}
        .key{list-style:none;margin:.4rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.875rem}
        .key li{display:flex;gap:.4rem;align-items:center;max-width:100%}
        .key svg{flex:none}
        .strip text{font-size:var(--strip,34px)}.strip .name{display:none;font-weight:600}
        .plate svg{--strip:50px}
        .swatch{display:inline-block;vertical-align:-2px;margin-right:.45rem}
        .bars{width:100%}
        .bars td svg{min-width:8rem}
        .overview{font-size:.875rem}.overview caption{padding-bottom:0}
        .overview td,.overview th{vertical-align:middle;padding-top:.13rem;padding-bottom:.13rem}.overview tbody th{white-space:nowrap}
        .overview td svg{min-width:6rem}
        .dense thead span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:14rem}
        dl.range{margin-top:.6rem}

        """

    private static let plans: StaticString = """
        .plan>h2{margin-top:1.4rem}
        .plan .first{margin-top:.6rem}
        .states{list-style:none;padding:0}.states li{margin-bottom:.35rem}
        .numbered{list-style:none;margin:.4rem 0;padding:0;font-size:.875rem}
        .numbered li{display:grid;grid-template-columns:1.9rem minmax(0,1fr) auto;gap:.1rem .5rem;padding:.12rem 0;border-bottom:1px solid var(--line);max-width:none}
        .asked+.numbered li{grid-template-columns:minmax(0,1fr) auto}
        .numbered .group{grid-template-columns:1.9rem 1fr;font-weight:600;border-bottom:0;padding-top:.4rem}
        .numbered svg{display:inline-block;vertical-align:middle}
        .claim td svg{min-width:9rem}
        tbody th.n{min-width:0}
        figure.places svg{max-height:26rem;width:auto}
        @media print{.plan+.plan{break-before:page}.plan .first{grid-template-columns:minmax(0,1fr) minmax(0,1.25fr)!important}
        .plan .first dl.facts{grid-template-columns:1fr}.plan .first dd{margin-bottom:1.5mm}td.where{min-width:16mm}}

        """

    private static let narrow: StaticString = """
        @media (max-width:60rem){.first{grid-template-columns:minmax(0,1fr)}}
        @media screen and (max-width:44rem){.flow.wide{display:none}.flow.narrow{display:block}}
        @media (max-width:34rem){
        body>header,main,footer{width:calc(100% - 2rem)}
        body{font-size:15px}h1{font-size:1.35rem}h2{font-size:1.2rem}
        dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:.4rem}
        th,td{padding:.25rem .45rem}tbody th{min-width:4rem}td.words{min-width:0}
        .stage svg{--strip:56px}
        .overview tbody th{white-space:normal;min-width:6rem}.overview tbody th span{display:block}
        .overview td svg{min-width:4.5rem}.overview caption{white-space:normal}
        .map>label{padding:.35rem .7rem}
        }

        """

    private static let print: StaticString = """
        @page{size:A4;margin:16mm 14mm}
        @page breed{size:A4 landscape;margin:14mm}
        @media print{
        html{font-size:12px}body{font-size:9pt;line-height:1.38}h2{margin:6mm 0 2mm}h3{margin:4mm 0 1.5mm}
        article{border-top:0;margin-top:0}section~.plan{break-before:page}
        body>header,main,footer{width:100%}
        .skip,.toc,.map>label,.pointed,.pick,.screen{display:none!important}
        .first{display:block}.plan .first{display:grid;gap:3mm}
        p,li,.first p,figcaption{max-width:none}
        .stage{border:0;display:grid;grid-template-columns:1fr 1fr 1fr;gap:3mm;background:none}
        .stage svg{--strip:64px}.strip .name{display:inline;paint-order:stroke;stroke:#fff;stroke-width:14px;stroke-linejoin:round}
        .plate .stage>svg{max-height:45mm}.key{font-size:8.5pt;gap:.5mm 4mm;margin:1mm 0}
        .stage>svg{display:block!important;border:.3mm solid #999;max-height:80mm}
        .map>.keys{display:flex!important}
        .scroll{overflow:visible}
        table{font-size:7.5pt}th,td{padding:.7mm 1.2mm}thead{display:table-header-group}
        th,td{overflow-wrap:break-word}tbody th{min-width:16mm}td.words{min-width:30mm}
        thead th.n{min-width:0;max-width:26mm}
        .matrix.short thead th.n{overflow-wrap:anywhere;hyphens:auto;max-width:19mm}
        .bars:not(.overview) td:nth-child(2){width:42mm}.overview td svg{min-width:50mm}.overview td,.overview th{padding-top:.2mm;padding-bottom:.2mm}
        tr,figure,.thumbs li,dl.facts>*,table.short,.key,.stage,.keep{break-inside:avoid}
        h2,h3,h4,summary,caption,.soft.small,.lead,article>.soft,p:has(+.scroll),p:has(+.thumbs){break-after:avoid}
        p{orphans:3;widows:3}
        .thumbs{display:block}.thumbs li{display:inline-block;width:31.5%;vertical-align:top;margin:0 1% 3mm 0}
        main>section[id^=q]>article{break-before:page}main>section[id^=q]>h2{break-before:page}
        main>section[id^=q]>h2+article{break-before:avoid}
        .matrix.dense{font-size:6.5pt}.matrix.dense th,.matrix.dense td{padding:.5mm .7mm}
        .breed{page:breed}
        a{color:inherit;text-decoration:none}
        details>summary{display:none}.paper{display:block}
        a[href$='rapport.html']::after{content:' (' attr(href) ')'}
        .keys::before{content:attr(data-name) ':';font-weight:600;min-width:14mm}.flow{max-height:95mm}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        }

        """
}
