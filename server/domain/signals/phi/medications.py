"""Medications by name: the stems that the World Health Organization gives to generic names, and common brands."""

# ruff: noqa: SIM905 - names read better as a text than as a list

from collections.abc import Iterable

from server.domain.signals.phi.medication_brands import BRANDS
from server.domain.signals.phi.medication_roots import GENERIC_ROOTS

MIN_STEMMED_LETTERS = 7  # `ramipril`; shorter words end so as well: `april`

_STEMS = tuple(
    """
    pril sartan vastatin olol oxetine prazole conazole gliptin gliflozin glutide natide cillin floxacin azepam azolam
    triptan xaban parin setron dipine thiazide semide lukast denafil dalafil dronate tinib ciclib ciclovir navir buvir
    tegravir vudine codone morphone profen oxicam tropium sonide metasone nisolone nisone trexate platin rubicin taxel
    barbital peridone tiapine faxine racetam gabalin glitazone zumab limab ximab mumab tuzumab numab sumab cycline
    thromycin romycin damycin comycin tamicin prazol conazol oxetin tiapin dipin fenac ololsuccinat ololtartrat oxacin
    clopramid azapin
    """.split()
)
_NO_MEDICATIONS = frozenset({"platina", "rubicina", "bicycline", "motorcycline", "monocycline"})
_NAMES = frozenset(
    """
    biktarvy clomid dafalgan descovy doliprane drospirenone efferalgan ethinylestradiol ibuflam lamotrigin letrozol
    levonorgestrel levothyrox metamizol norethisterone novalgin suboxone subutex thyroxin voltaren
    abilify acetaminophen acyclovir adderall advair albuterol aleve allopurinol alprazolam ambien amiodarone
    amitriptyline amlodipine apidra aripiprazole aspirin ativan azathioprine baclofen basaglar benadryl botox
    buprenorphine bupropion buspirone captopril carbamazepine carvedilol celebrex celexa cetirizine cialis citalopram
    clonazepam clonidine clopidogrel clozapine codeine colchicine concerta coumadin crestor cyclophosphamide
    cyclosporine cymbalta depakote diazepam diclofenac digoxin diltiazem diphenhydramine donepezil duloxetine dupixent
    effexor eliquis empagliflozin emgality enbrel entresto epipen escitalopram eszopiclone etanercept
    eutirox euthyrox ezetimibe famotidine farxiga fentanyl finasteride flonase fluoxetine flovent forxiga furosemide
    gabapentin glargine aspart lispro degludec detemir glimepiride glipizide glucophage glyburide haloperidol humalog
    humira hydrochlorothiazide hydrocortisone hydroxychloroquine hydroxyzine ibuprofen ibuprofeno imitrex imodium
    imuran januvia jardiance keppra ketamine klonopin lamictal lamotrigine lantus lasix letrozole levemir levothyroxine
    lexapro lipitor lisinopril loratadine lorazepam losartan lyrica memantine metamizole metformin methadone
    methimazole methotrexate methylphenidate metoclopramide metoprolol metronidazole mirtazapine modafinil montelukast
    motrin mounjaro naloxone naltrexone naproxen nexium nifedipine nitrofurantoin nitroglycerin norvasc novolog
    novorapid nurofen olanzapine omeprazole ondansetron oxycodone oxycontin ozempic paracetamol paroxetine paxil
    paxlovid percocet phenytoin plaquenil plavix pradaxa prednisolone prednisone pregabalin prilosec propranolol
    prozac pulmicort quetiapine ranitidine remicade risperidone ritalin rivaroxaban rybelsus salbutamol salmeterol
    saxenda semaglutide seroquel sertraline sildenafil singulair spironolactone stelara symbicort synthroid
    tamoxifen tamsulosin temazepam tirzepatide topamax topiramate toujeo tramadol trazodone tresiba
    trulicity truvada tylenol valium valproate valsartan vancomycin venlafaxine ventolin verapamil viagra vicodin
    victoza vyvanse warfarin wegovy wellbutrin xanax xarelto xeljanz zofran zoloft zolpidem zyprexa zyrtec
    """.split()
)


def _abroad(name: str) -> set[str]:
    """`metformina`, `glargina`, `levothyroxin`: other languages end a generic name in another vowel, or in none."""
    root = name.removesuffix("e")
    return {root, *(root + vowel for vowel in "aeo")} if len(root) >= MIN_STEMMED_LETTERS - 1 else set()


_KNOWN = _NAMES.union(*map(_abroad, _NAMES)) | BRANDS
_ENDINGS = (*_STEMS, *(stem + vowel for stem in _STEMS for vowel in "ao"))
_TAIL = min(map(len, _ENDINGS))
_TAILS = frozenset(ending[-_TAIL:] for ending in _ENDINGS)  # few words get past these


def names_medication(words: Iterable[str]) -> bool:
    """Whether one of `words`, in lower case, is a medication's name."""
    return not _KNOWN.isdisjoint(words) or any(map(is_stemmed, words))


def is_generic(roots: Iterable[str]) -> bool:
    """Whether one of the roots of words is a generic name's."""
    return not GENERIC_ROOTS.isdisjoint(roots)


def is_stemmed(word: str) -> bool:
    """Whether `word` ends in a stem that the World Health Organization gives to generic names."""
    return (
        len(word) >= MIN_STEMMED_LETTERS
        and word[-_TAIL:] in _TAILS
        and word.endswith(_ENDINGS)
        and word not in _NO_MEDICATIONS
    )
