/// What a page does beyond reading. Everything on it can be read without: titles show what is pointed at, and the views of a map
/// are switched by the style sheet.
enum PageScript {
    static let code: [StaticString] = [pointing, moving, picking, printing]

    /// What the pointer or the keyboard is on is said in words under the picture.
    private static let pointing: StaticString = """

        "use strict";
        (function(){
        function said(spot){var title=spot.querySelector("title");return title?title.textContent:"";}
        function show(event){
        var spot=event.target.closest?event.target.closest(".spot"):null;
        if(!spot)return;
        var frame=spot.closest(".pointable");
        var line=frame?frame.querySelector(".pointed"):null;
        if(line)line.textContent=said(spot);
        }
        document.addEventListener("pointerover",show);
        document.addEventListener("focusin",show);

        """

    /// One tab stop per picture; the arrow keys go from spot to spot.
    private static let moving: StaticString = """
        document.addEventListener("keydown",function(event){
        var spot=event.target.closest?event.target.closest(".spot"):null;
        if(!spot)return;
        var step={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[event.key];
        if(!step&&event.key!=="Home"&&event.key!=="End")return;
        var picture=spot.ownerSVGElement;
        var spots=Array.prototype.slice.call(picture.querySelectorAll(".spot"));
        var next=event.key==="Home"?0:event.key==="End"?spots.length-1:(spots.indexOf(spot)+step+spots.length)%spots.length;
        spot.setAttribute("tabindex","-1");
        spots[next].setAttribute("tabindex","0");
        spots[next].focus();
        event.preventDefault();
        });

        """

    /// A list that shows one of several pictures.
    private static let picking: StaticString = """
        document.addEventListener("change",function(event){
        var list=event.target;
        if(!list.matches||!list.matches("select[data-shows]"))return;
        var all=document.querySelectorAll("."+list.getAttribute("data-shows"));
        for(var i=0;i<all.length;i++)all[i].hidden=all[i].id!==list.value;
        });

        """

    /// On paper nothing can be opened.
    private static let printing: StaticString = """
        window.addEventListener("beforeprint",function(){
        var all=document.querySelectorAll("details");
        for(var i=0;i<all.length;i++)all[i].open=true;
        });
        })();

        """
}
