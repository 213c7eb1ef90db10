"""What went wrong between those who moderate and those who validate, in a sentence that says what to do. May not decide
what follows from it.
"""

from cm_desktop.wording.words import mark

SUPERVISION_SENTENCES: dict[str, str] = {
    "Unacceptable": mark("This file is not what it should be, or was changed on the way. Ask for it again."),
    "Unacceptable.version": mark(
        "This was written by a newer CM Desktop. Update the program; nothing is ignored meanwhile."
    ),
    "CarrierError": mark("The shared folder {path} cannot be read or written. It goes on by itself once it is back."),
    "CarrierError.not_writable": mark(
        "The shared folder {path} cannot be written. Ask whoever shares it for that right."
    ),
    "CarrierError.a_workspace": mark("{path} holds a workspace of CM Desktop. Share another folder."),
    "CarrierError.not_a_folder": mark("What is at {path} is no folder. Choose another place to share."),
    "CarrierError.crowded": mark(
        "In {path} lie too many files that are none of CM Desktop's. Have whoever shares it take them away."
    ),
    "CarrierError.full": mark("There is no room left where {path} is. Make some: it goes on by itself."),
    "NotEntitled": mark("This is for those who validate. Ask the owner of the team."),
    "NotEntitled.own": mark("Nobody validates their own request. Somebody else of the team has to."),
    "NotEntitled.role": mark("This is not yours to decide in this team. Ask its owner."),
    "NotEntitled.page": mark(
        "This page was that of a client who wants things validated. Only the owner of its team gives it to another client."
    ),
    "NotEntitled.revoked": mark("This device no longer takes part in the team. Ask its owner to invite it again."),
    "NotEntitled.unread": mark(
        "What this device signed before has to be read again from the shared folder first. It goes on by itself then."
    ),
    "NotEntitled.lost": mark(
        "What this device signed last is nowhere any more: its workspace was put back from a copy before the shared folder had "
        "it. Have the owner of the team end its part and invite it again, then join with the invitation. An owner comes back "
        "with a spare key, or invited by another owner."
    ),
    "NotEntitled.forked": mark(
        "This device signed two things at once, as after a restored backup. Ask the owner to invite it again."
    ),
    "NotEntitled.used_twice": mark(
        "This spare key was used on two computers that knew nothing of each other: the team hears neither. Another spare key "
        "lets you back in, or another owner; end the part of this one then. With neither, found a new team with your clients "
        "and invite the others again: what was decided stays here, in the journal."
    ),
    "NotEntitled.not_named": mark(
        "The client's rules name who approves this, and you are not among them. You can refuse it, and nothing more."
    ),
    "NotEntitled.not_named_reply": mark(
        "The client's rules name who approves a reply, and you are not among them. Approve that nothing is done, or refuse it."
    ),
    "NotEntitled.to_sign": mark(
        "Whoever approves this has to sign it in the program: what is noted for them would count for nothing, but for a "
        "refusal."
    ),
    "NotEntitled.others_named": mark(
        "The client's rules name others for this than whom you ask. Ask one of those, or name nobody."
    ),
    "NotEntitled.nobody_named": mark(
        "Nobody whom the client's rules name for this can validate it: they take part no more, do not validate, or asked it "
        "themselves. Nothing leaves. Have the owner of the team change what is validated, then ask again."
    ),
    "NotEntitled.asked_left": mark(
        "Whoever you asked takes part no more, or does not validate: no answer will come. Ask somebody else, or take the "
        "request back."
    ),
    "NotEntitled.nobody_left": mark(
        "Nobody who takes part can validate this: no answer will come. Have the owner of the team invite somebody who does, or "
        "take the request back."
    ),
    "NotEntitled.under_way": mark(
        "Something that this team approved is on its way to the page. Leave once it has arrived, or was given up."
    ),
    "NotEntitled.last_owner": mark(
        "Nobody else could say who takes part. Let in another owner first, or end the parts of the others."
    ),
    "NotEntitled.untold": mark(
        "Erased on this device, and nowhere else: it can sign nothing in its team now. Have somebody else of the team erase it "
        "too."
    ),
    "NotEntitled.no_keyring": mark(
        "No safe keyring here: the keys that sign would be lost with this program. Set a keyring up first."
    ),
    "NotEntitled.which_team": mark(
        "Several of your teams speak of this client, and each has its own rules. Say which team is meant: on its page, or with "
        "--team at a terminal."
    ),
    "NotEntitled.no_team": mark(
        "Nobody validates for this client yet. Set up the validation, or send the request as a file."
    ),
    "CaseMoved": mark("This request has changed meanwhile. Read it again before you answer."),
    "CaseMoved.replaced": mark("This was asked again, with another text. Read the new request, and answer that one."),
    "CaseMoved.choice": mark("There is no such proposal in this request. Choose one of those that it shows."),
    "CaseMoved.no_proposal": mark(
        "No reply is proposed in this request, so there is none to approve. Write one by correcting it, or refuse it."
    ),
    "CaseMoved.no_text": mark(
        "This request is about an act, not about a reply: another text would count for nothing. Approve the act, or refuse it "
        "with your reason."
    ),
    "CaseMoved.withdrawn": mark("This request was taken back. Nothing leaves, and there is nothing left to answer."),
    "CaseMoved.expired": mark("The time of this request is over. Have whoever asked it ask again."),
    "CaseMoved.sent": mark(
        "What was decided is leaving, or on the page already. Refuse it while it leaves; after that, have it hidden or deleted."
    ),
    "CaseMoved.done": mark(
        "What was decided is done on the page already: a request that was carried out is not taken back. Undo it on the page, "
        "then ask anew if need be."
    ),
    "CaseMoved.rejected": mark(
        "This was refused, and a refusal beats any approval. Have whoever refused take it back, or have it asked again."
    ),
    "CaseMoved.no_refusal": mark("No refusal of yours stands here: there is none to take back."),
    "CaseMoved.erased": mark(
        "The texts of this request are erased, or have not arrived. Read the folder again, or have it asked anew."
    ),
    "CaseMoved.page_gone": mark(
        "The page of this comment was removed here: nothing can leave for it. Add the page again, or take the request back."
    ),
    "AnswerUnclear": mark(
        "This answer says nothing certain: the request goes on waiting. Paste the whole text, unchanged."
    ),
    "AnswerUnclear.nothing": mark("No answer with a code is in this text. The request goes on waiting."),
    "AnswerUnclear.several": mark("More than one answer is in this text. Paste the one that counts, alone."),
    "AnswerUnclear.above": mark(
        "Something else stands above the answer. Read it. If it changes the answer, have it answered again; if not, paste the "
        "answer alone, from [[[ or CM1 on."
    ),
    "AnswerUnclear.text": mark(
        "The text of this answer is missing, or is not what was written. Have it copied again, whole and unchanged."
    ),
    "AnswerUnclear.other_request": mark("This answer is about another request. The request goes on waiting."),
    "AnswerUnclear.used": mark("This answer was pasted before. The request goes on waiting for a new one."),
    "InvitationRefused": mark("This invitation opens nothing. Ask for a new one."),
    "InvitationRefused.code": mark("This is not the code of this invitation. Check it, letter by letter."),
    "InvitationRefused.damaged": mark(
        "This file is no invitation, or was changed on the way. Have it sent again, as it was made."
    ),
    "InvitationRefused.used": mark(
        "This invitation has served already, or was made on another computer. Make a new one for whoever asks."
    ),
    "InvitationRefused.member": mark(
        "This computer takes part in that team already, or has asked to. Nothing more is needed here."
    ),
    "InvitationRefused.other_team": mark(
        "This invitation is not of the team that it names. Ask the owner of the team for another, by a way that you trust."
    ),
    "InvitationRefused.expired": mark("This invitation has expired. Ask for a new one."),
    "NotValidated": mark(
        "This waits for a validation that it does not have. Have it validated, or take it back. It leaves by itself once it "
        "needs none any more."
    ),
    "NotValidated.waiting": mark(
        "Nobody has answered yet. It leaves once somebody approves it; remind them, or take it back."
    ),
    "NotValidated.level": mark("What was declared is not enough for this client. Have it validated with a signature."),
    "NotValidated.person": mark(
        "Whoever approved this is not among those whom the client's rules name by now. Have it validated by one of them, or "
        "have the owner of the team change what is validated."
    ),
    "NotValidated.text": mark("Another text was approved than this one. Have this one validated, or keep to that one."),
    "NotValidated.act": mark("Something else was approved than this. Have this validated, or do what was approved."),
    "NotValidated.comment": mark(
        "The comment is no longer the one that was decided upon. Read it again, then have it validated anew."
    ),
    "NotValidated.withdrawn": mark("The request was taken back, so nothing is approved. Ask again, or drop this."),
    "NotValidated.erased": mark(
        "The texts that were approved are erased, so nobody can tell whether these are they. Have it validated again."
    ),
    "NotValidated.unreachable": mark(
        "The shared folder was not reached for a quarter of an hour: a refusal, or what the client wants validated by now, "
        "may be in it. It leaves once the folder is read."
    ),
    "NotValidated.behind": mark(
        "Something that a member signed has not arrived yet: a refusal may be in it. It leaves once the folder has brought it."
    ),
    "NotValidated.newer": mark(
        "A member signed something with a newer CM Desktop: a refusal may be in it. Update this one; it leaves once "
        "that is read."
    ),
    "NotValidated.behind with name": mark(
        "Something that a member signed has not arrived yet: a refusal may be in it. It leaves once the folder has brought it. "
        "Who says to have read it: {name}. If it never comes, the owner of the team has to end that part."
    ),
    "NotValidated.forked": mark(
        "A member's device contradicts itself, as after a restored backup. The owner of the team has to end its part."
    ),
    "NotValidated.used": mark("This validation has served already. Have it validated again."),
    "NotValidated.expired": mark("Its validation has expired. Have it validated again."),
    "NotValidated.rejected": mark("It was refused. Read the reason, then change it or drop it."),
    "NotValidated.conflict": mark(
        "Two answers validated it, each in its own way. One of those who validate has to decide again."
    ),
}
