"""What went wrong with a platform, or on the way to it, in a sentence that says what to do. May not decide what follows."""

from cm_desktop.wording.words import mark

READING = ("pages_show_list", "pages_read_engagement", "pages_read_user_content")  # rights, as the platforms name them
ACTING = ("pages_manage_engagement", "MODERATE", "PROFILE_PLUS_MODERATE")
MODERATING = ("instagram_manage_comments", "instagram_business_manage_comments", "moderate_comments")

PLATFORM_SENTENCES: dict[str, str] = {
    "Offline": mark("The platform cannot be reached. It goes on by itself once the network is back."),
    "Untrusted": mark(
        "{host} cannot prove who it is: nothing was sent. At an office, name its authority in the setting “certificates”."
    ),
    "ProxyRefused": mark("The proxy {proxy} does not let us through. Look at Proxy, in the settings."),
    "ProxyRefused.password": mark(
        "The proxy {proxy} wants a user and a password, or others. Give them in the settings, under Proxy."
    ),
    "ProxyRefused.forbidden": mark("The proxy {proxy} forbids this site. Ask whoever looks after it to allow it."),
    "ProxyRefused.unreachable": mark(
        "The proxy {proxy} cannot be reached. Away from the office, choose “No proxy” in the settings;"
        " else it goes on by itself."
    ),
    "Transient": mark("The platform is having trouble. It goes on by itself in a few minutes."),
    "RateLimited": mark("The platform asks us to slow down. It goes on by itself later."),
    "AuthExpired": mark("The access is refused or has expired. Reconnect the page, with a new one."),
    "AuthExpired.role_lost": mark(
        "You no longer have a role on this page. Ask its administrator for it, then reconnect the page."
    ),
    "AuthExpired.checkpoint": mark("The platform wants you to log in on its site. Do so, then reconnect the page."),
    "AuthExpired.other_account": mark("This access is for another page. Use one made for this page."),
    "AuthExpired.password_changed": mark(
        "A changed password has ended this access. Make a new one, then reconnect the page."
    ),
    "AuthExpired.app_removed": mark(
        "The app was removed from the page's settings. Add it again, then reconnect the page."
    ),
    "Forbidden": mark("The platform does not allow this with your access. Check the rights it was given."),
    "Forbidden.instagram_business_account": mark(
        "No Instagram professional account is connected to this Page. Connect it in the Page's settings, then try again."
    ),
    **dict.fromkeys(
        (f"Forbidden.{right}" for right in READING),
        mark("This access does not let you read comments. Ask for one that has the right “{scope}”."),
    ),
    **dict.fromkeys(
        (f"Forbidden.{right}" for right in ACTING),
        mark("This access does not let you reply, hide or delete. Ask for one that has the right “{scope}”."),
    ),
    **dict.fromkeys(
        (f"Forbidden.{right}" for right in MODERATING),
        mark("This access does not let you moderate comments. Ask for one that has the right “{scope}”."),
    ),
    "Forbidden with scope": mark("The access lacks the right “{scope}”. Ask for an access that has it."),
    "Gone": mark("The comment is no longer on the page."),
    "Duplicate": mark("An identical reply is already there. Change the text, or give this one up."),
    "Invalid": mark("The platform refuses what was sent. Change it and try again."),
    "Invalid with field": mark("The platform refuses “{field}”. Change it and try again."),
    "Invalid.content": mark("The site refuses this text: empty, or too long for it. Change it and try again."),
    "Invalid.comment_status": mark("Comments are closed under this post. Open them on the site, or give this up."),
    "Invalid.post": mark(
        "The post is not published, so nothing can be answered under it. Publish it, or give this up."
    ),
    "Invalid.trash": mark("This site has no bin. Mark the comment as spam, or hide it."),
    "Invalid.status": mark("The site left the comment as it was. Look at it there: an extension may be in the way."),
    "Invalid.text": mark("The site rewrote this text while taking it. Look at what stands there now."),
    "Invalid.half_character": mark(
        "Half of a character stands in this text, and nobody can send that. Take it out, or write the text again."
    ),
    "Invalid.link": mark("The platform refuses the link in this reply. Remove it and try again."),
    "Invalid.like": mark("This platform does not offer that."),
    "Invalid.action": mark("This platform does not offer that."),
    "Blocked": mark("The platform has blocked actions on this page for a while. Nothing leaves until it is over."),
    "Blocked.identity_check": mark("The platform wants proof of your identity on its site. Nothing leaves until then."),
    "UpgradeNeeded": mark("The platform no longer speaks with this version. Update CM Desktop."),
    "Unreadable": mark("The answer is not the platform's. Check that you are not behind a login page."),
    "NotAPage": mark("This access is a person's profile, not a page. Use an access made for the page."),
    "NotAllowedAddress": mark(
        "{address} is no public https:// address. Correct it, or allow your own network with “--allow-local”."
    ),
    "NoFeed": mark("There is no feed at {host} any more. Look for its new address with the link of the page."),
    "NoFeed.closed": mark("{host} offers no feed to anybody. Paste its comments by hand instead."),
    "Unknown": mark("No proof that it arrived. Do not send it again: we are checking."),
}
